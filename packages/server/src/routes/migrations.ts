import {
  type MigrateRequest,
  type MigrationRow,
  migrateRequest,
  migrationRows,
  type RehearseRequest,
  rehearseRequest,
} from '../api/migrations.ts';
import type { Api } from '../endpoint.ts';
import { migrateCases, rehearseMigration } from '../migrate-cases.ts';
import type { Services } from '../services.ts';

export function migrationRoutes(api: Api, services: Services): void {
  const shared = { method: 'post', tag: 'cases', access: 'signedIn', reply: migrationRows } as const;

  api.add(
    {
      ...shared,
      path: '/cases/migrations/rehearse',
      summary: 'What moving running cases to the newest rules would change, each effect. Stores nothing.',
      body: rehearseRequest,
    },
    ({ viewer, body }): Promise<MigrationRow[]> => rehearseMigration(services, viewer, body as RehearseRequest),
  );

  api.add(
    {
      ...shared,
      path: '/cases/migrations',
      summary: 'Moves running cases to the newest rules, each in the version that was rehearsed.',
      body: migrateRequest,
    },
    ({ viewer, body }): Promise<MigrationRow[]> => migrateCases(services, viewer, body as MigrateRequest),
  );
}
