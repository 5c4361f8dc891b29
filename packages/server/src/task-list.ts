import type { TaskRow } from './api/tasks.ts';
import { taskOf, waitingCases } from './case-index.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** What waits for a person, longest first. */
export async function taskList(services: Services, viewer: Viewer): Promise<TaskRow[]> {
  const rows: TaskRow[] = [];
  for (const row of await waitingCases(services, viewer)) {
    for (const waiting of row.waiting) {
      const task = waiting.optional ? undefined : await taskOf(services, viewer.person, row, waiting);
      if (task === undefined) continue;
      const { kind, deputyOf, deadline } = task;
      rows.push({
        caseId: row.id,
        title: row.title,
        flow: row.flow,
        flowTitle: row.flowTitle,
        place: row.place,
        placeTitle: services.instance().titleOf(row.place),
        step: waiting.step,
        stepTitle: waiting.title,
        ...(waiting.action === undefined ? {} : { action: waiting.action }),
        since: waiting.since,
        ...(waiting.returned === undefined ? {} : { returned: { reason: waiting.returned } }),
        kind,
        ...(deadline === undefined ? {} : { deadline }),
        ...(deputyOf === undefined ? {} : { deputyOf: services.instance().findPerson(deputyOf)?.name ?? deputyOf }),
      });
    }
  }
  return rows.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.caseId < b.caseId ? -1 : 1));
}
