import type { RequestSeen } from '../watch-requests.ts';

/** Upper bounds of durations, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What is measured at the moment somebody asks. */
export interface Gauges {
  readonly queueLength: number;
  readonly storeBytes: number;
  readonly freeBytes: number;
  readonly startedSeconds: number;
}

/** What a process counts. Labels are templates, ids of the rules, statuses: never anything of a person. */
export interface Metrics {
  countRequest(seen: RequestSeen): void;
  countDecision(decision: string, status: string): void;
  countCommit(kept: boolean): void;
  /** Everything counted, in the text format of Prometheus (0.0.4). */
  text(gauges: Gauges): string;
}

/** The content type of `text`. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Counters of one process, all at zero.
 *
 * @example
 * const metrics = createMetrics();
 * metrics.countCommit(true);
 * metrics.text(gauges); // … cebao_commits_total{result="kept"} 1 …
 */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, { readonly buckets: number[]; sum: number; count: number }>();
  const decisions = new Map<string, number>();
  const commits = new Map<string, number>([
    [labels({ result: 'kept' }), 0],
    [labels({ result: 'refused' }), 0],
  ]);
  return {
    countRequest({ method, route, status, ms }) {
      add(requests, labels({ method, route, status: String(status) }));
      const key = labels({ method, route });
      let duration = durations.get(key);
      if (duration === undefined) {
        duration = { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
        durations.set(key, duration);
      }
      const seconds = ms / 1000;
      BOUNDS.forEach((bound, i) => {
        if (seconds <= bound) (duration.buckets[i] as number) += 1;
      });
      duration.sum += seconds;
      duration.count += 1;
    },
    countDecision: (decision, status) => add(decisions, labels({ decision, status })),
    countCommit: (kept) => add(commits, labels({ result: kept ? 'kept' : 'refused' })),
    text({ queueLength, storeBytes, freeBytes, startedSeconds }) {
      const lines: string[] = [];
      const family = (name: string, type: string, help: string): void => {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      };
      const counters = (name: string, help: string, counted: ReadonlyMap<string, number>): void => {
        family(name, 'counter', help);
        for (const [key, value] of counted) lines.push(`${name}{${key}} ${value}`);
      };
      const gauge = (name: string, help: string, value: number): void => {
        family(name, 'gauge', help);
        lines.push(`${name} ${value}`);
      };
      counters('cebao_http_requests_total', 'Requests answered, by route template.', requests);
      family('cebao_http_request_duration_seconds', 'histogram', 'Time until the answer was made.');
      for (const [key, { buckets, sum, count }] of durations) {
        const name = 'cebao_http_request_duration_seconds';
        BOUNDS.forEach((bound, i) => {
          lines.push(`${name}_bucket{${key},le="${bound}"} ${buckets[i]}`);
        });
        lines.push(`${name}_bucket{${key},le="+Inf"} ${count}`, `${name}_sum{${key}} ${sum}`);
        lines.push(`${name}_count{${key}} ${count}`);
      }
      counters('cebao_decisions_total', 'Questions answered or recorded, by decision and status.', decisions);
      counters('cebao_commits_total', 'Writes to the store, by what became of them.', commits);
      gauge('cebao_store_queue_length', 'Writes asked for and not yet durable.', queueLength);
      gauge('cebao_store_size_bytes', 'Size of the database with its log.', storeBytes);
      gauge('cebao_disk_free_bytes', 'Space left where the data folder is.', freeBytes);
      gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', process.memoryUsage.rss());
      gauge('process_start_time_seconds', 'Start time of the process since unix epoch in seconds.', startedSeconds);
      return `${lines.join('\n')}\n`;
    },
  };
}

function add(counted: Map<string, number>, key: string): void {
  counted.set(key, (counted.get(key) ?? 0) + 1);
}

function labels(of: Readonly<Record<string, string>>): string {
  return Object.entries(of)
    .map(([name, value]) => `${name}="${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`)
    .join(',');
}
