import { health } from '../api/health.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function healthRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/health',
      tag: 'service',
      summary: 'Answers when the service is ready.',
      access: 'anyone',
      reply: health,
    },
    () => ({
      status: 'ok',
      demo: services.store.settings.demo,
      version: services.version,
    }),
  );
}
