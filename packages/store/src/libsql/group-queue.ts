/** Most commits that one transaction carries. */
const GROUP_LIMIT = 512;

/**
 * Gathers what is asked while the transaction before is under way, and hands it over as one group: one group at a
 * time, in the order asked. Nothing waits for a group to fill: whatever came while the disk was busy goes next.
 *
 * @example
 * const queue = createGroupQueue((group: number[]) => Promise.resolve(group.map((n) => n * 2)));
 * await Promise.all([queue.run(1), queue.run(2)]); // → [2, 4]
 */
export function createGroupQueue<Job, Answer>(
  send: (group: Job[]) => Promise<readonly Answer[]>,
  limit: number = GROUP_LIMIT,
) {
  interface Waiting {
    readonly job: Job;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let running = false;
  let last: Promise<unknown> = Promise.resolve();

  async function next(): Promise<void> {
    const group = waiting.length <= limit ? waiting : waiting.slice(0, limit);
    waiting = waiting.length <= limit ? [] : waiting.slice(limit);
    try {
      const answers = await send(group.map(({ job }) => job));
      group.forEach(({ resolve }, i) => {
        resolve(answers[i] as Answer);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    if (waiting.length > 0) void next();
    else running = false;
  }

  return {
    run(job: Job): Promise<Answer> {
      const asked = new Promise<Answer>((resolve, reject) => {
        waiting.push({ job, resolve, reject });
      });
      last = asked;
      if (!running) {
        running = true;
        // After this turn of the event loop, so that what is asked in it goes together.
        setImmediate(() => void next());
      }
      return asked;
    },
    /** Resolves when everything asked so far is done. */
    async drained(): Promise<void> {
      await last.catch(() => undefined);
    },
  };
}
