import { tasks } from '../api/tasks.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';
import { createTaskEvents } from '../task-events.ts';
import { taskList } from '../task-list.ts';

export function taskRoutes(api: Api, services: Services): void {
  const events = createTaskEvents(services);
  api.add(
    {
      method: 'get',
      path: '/tasks',
      tag: 'cases',
      summary: 'What waits for the person, longest first.',
      access: 'signedIn',
      reply: tasks,
    },
    ({ viewer }) => taskList(services, viewer),
  );
  api.add(
    {
      method: 'get',
      path: '/tasks/events',
      tag: 'cases',
      summary: 'Tells, as server-sent events without content, whenever what waits for the person is another list.',
      access: 'signedIn',
      file: 'text/event-stream',
    },
    ({ c, viewer }) => events.open(c, viewer, c.req.header('last-event-id')),
  );
}
