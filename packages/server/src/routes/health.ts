import { health, ready } from '../api/health.ts';
import type { Api } from '../endpoint.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';

/** Seconds after which a service that is not ready may be asked again. */
const ASK_AGAIN = '5';

export function healthRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/health',
      tag: 'service',
      summary: 'Answers while the service lives.',
      access: 'anyone',
      reply: health,
    },
    () => ({
      status: 'ok',
      demo: services.store.settings.demo,
      version: services.version,
    }),
  );
  api.add(
    {
      method: 'get',
      path: '/ready',
      tag: 'service',
      summary: 'Answers 200 when the service can take work: its store can be written, its packs are there.',
      access: 'anyone',
      reply: ready,
    },
    async ({ c }) => {
      const issues = await services.readiness();
      if (issues.length === 0) return { status: 'ready' };
      c.header('retry-after', ASK_AGAIN);
      throw new Refusal(503, 'notReady', { issues });
    },
  );
}
