/**
 * Does writes one after the other, in the order asked, with a turn of the event loop between them.
 * A group commit would take several waiting jobs here into one transaction.
 *
 * @example
 * const queue = createWriteQueue();
 * await queue.run(() => write());
 */
export function createWriteQueue() {
  const waiting: (() => void)[] = [];
  let idle: (() => void)[] = [];
  let running = false;

  function next(): void {
    const job = waiting.shift();
    if (!job) {
      running = false;
      for (const done of idle) done();
      idle = [];
      return;
    }
    job();
    setImmediate(next);
  }

  return {
    run<T>(job: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(job());
          } catch (error) {
            reject(error);
          }
        });
        if (!running) {
          running = true;
          setImmediate(next);
        }
      });
    },
    /** Resolves when everything asked so far is done. */
    drained(): Promise<void> {
      return running ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve();
    },
  };
}
