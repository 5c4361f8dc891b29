import { createHash } from 'node:crypto';
import type { DocumentWrite } from '@cebao/store';
import type { Context } from 'hono';
import { CASES } from './case-index.ts';
import { taskViewsOf } from './case-views.ts';
import { PEOPLE } from './instance.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import { SESSIONS } from './sessions.ts';
import { STAFFING } from './staff-book.ts';
import { taskList } from './task-list.ts';
import type { Viewer } from './viewer.ts';

/** Streams of one session: a few windows of one browser. */
const MOST_OF_SESSION = 3;
/** Streams of the process. */
const MOST = 1_000;
/** A line to keep the connection, and a look whether the session and the day are still the same. */
const HEARTBEAT_MS = 20_000;
/** Changes in quick succession are one. */
const TOGETHER_MS = 200;
/** What a browser waits before it comes again. */
const AGAIN_MS = 3_000;

/** Who holds which post. */
const STAFF = new Set([PEOPLE, STAFFING]);

/** Live task lists: whoever listens is told that their own list is another one now, and nothing else. */
export interface TaskEvents {
  /** The stream of a session. Ends with the session, and when the service stops. */
  open(c: Context, viewer: Viewer, lastEventId: string | undefined): Response;
}

interface Listener {
  readonly session: string;
  /** Looks at once or soon whether the list changed. */
  wake(): void;
  /** Whether a write may have to do with the list. */
  concerns(write: DocumentWrite): boolean;
  end(): void;
}

/**
 * The streams of a service. An event is sent exactly when the answer of `GET /tasks` for that person is another one, so
 * that it cannot tell what that answer would not; its id is the hash of the answer, so that whoever comes again with the
 * last one they had is told at once when they missed something, from another process too.
 */
export function createTaskEvents(services: Services): TaskEvents {
  const { commits, stopping, heartbeatMs = HEARTBEAT_MS } = services.live;
  const listeners = new Set<Listener>();
  commits.listen((documents) => {
    for (const listener of listeners) if (documents.some((write) => listener.concerns(write))) listener.wake();
  });
  stopping?.addEventListener('abort', () => {
    for (const listener of listeners) listener.end();
  });

  return {
    open(c, viewer, lastEventId) {
      const mine = [...listeners].filter(({ session }) => session === viewer.session).length;
      if (mine >= MOST_OF_SESSION || listeners.size >= MOST) {
        c.header('retry-after', '60');
        throw new Refusal(429, 'tooManyRequests', { params: { seconds: 60 } });
      }
      const text = new TextEncoder();
      let views = new Set(taskViewsOf(viewer.person));
      let cases = new Set<string>();
      let known = lastEventId;
      let day = services.today();
      let soon: NodeJS.Timeout | undefined;
      let looking: Promise<void> = Promise.resolve();
      let listener: Listener | undefined;

      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          const say = (part: string): void => {
            if (listener !== undefined && listeners.has(listener)) controller.enqueue(text.encode(part));
          };
          const end = (): void => {
            if (listener === undefined || !listeners.delete(listener)) return;
            clearInterval(beat);
            clearTimeout(soon);
            controller.close();
          };
          const look = async (): Promise<void> => {
            const now = await services.sessions.find(c);
            if (now?.session !== viewer.session) return end();
            day = services.today();
            views = new Set(taskViewsOf(now.person));
            const rows = await taskList(services, now);
            cases = new Set(rows.map(({ caseId }) => caseId));
            const id = createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22);
            if (id !== known) say(`event: tasks\nid: ${id}\ndata: {}\n\n`);
            known = id;
          };
          const lookNow = (): void => {
            looking = looking.then(look).catch(end);
          };
          const beat = setInterval(() => {
            say(': still here\n\n');
            // A day begins: what was in time is overdue. A session may have run out.
            if (day === services.today())
              void services.sessions.find(c).then((now) => (now?.session === viewer.session ? undefined : end()), end);
            else lookNow();
          }, heartbeatMs);
          beat.unref();
          listener = {
            session: viewer.session,
            end,
            wake() {
              soon ??= setTimeout(() => {
                soon = undefined;
                lookNow();
              }, TOGETHER_MS);
            },
            concerns(write) {
              if ('delete' in write) {
                const { collection, key } = write.delete;
                return collection === SESSIONS ? key === viewer.session : collection === CASES && cases.has(key);
              }
              const { collection, key, views: stands = [] } = write.put;
              // Whoever holds which post says who does what.
              if (STAFF.has(collection)) return true;
              return collection === CASES && (cases.has(key) || stands.some(({ view }) => views.has(view)));
            },
          };
          listeners.add(listener);
          say(`retry: ${AGAIN_MS}\n\n`);
          lookNow();
        },
        cancel: () => {
          listener?.end();
        },
      });
      return c.body(stream, 200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      });
    },
  };
}
