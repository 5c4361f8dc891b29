/**
 * Where the service tells a signed-in browser, as server-sent events named `tasks`, that its own task list is another
 * one now. The events carry nothing; the list is asked for as ever.
 *
 * @example
 * new EventSource(TASK_EVENTS).addEventListener('tasks', () => reload());
 */
export const TASK_EVENTS = '/api/v1/tasks/events';
