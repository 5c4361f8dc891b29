import { randomUUID } from 'node:crypto';
import {
  accountsThatDiffer,
  applyEvent,
  type CaseMigrated,
  type CaseState,
  type Migration,
  migrateCase,
} from '@cebao/casework';
import type { Issue, Result } from '@cebao/engine';
import { isWithin, type Policy } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import type { MigrateRequest, MigrationRow, RehearseRequest } from './api/migrations.ts';
import { loadVisibleCase } from './case-desk.ts';
import { wholeCases } from './case-index.ts';
import { civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { eachDocument } from './each-document.ts';
import { requirePermission } from './permissions.ts';
import { spoken } from './problem.ts';
import { projectCase } from './project-case.ts';
import { caseStream } from './read-case.ts';
import { REGISTER_RECORDS } from './register-book.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

interface Tried {
  readonly state: CaseState;
  readonly from: Policy;
  readonly to: Policy;
  readonly result: Result<CaseMigrated>;
}

/** What moving running cases to the newest rules would change, case by case. Stores nothing. */
export async function rehearseMigration(
  services: Services,
  viewer: Viewer,
  { place, flow, ...declared }: RehearseRequest,
): Promise<MigrationRow[]> {
  requirePermission(services, viewer, 'oversee');
  const rows: MigrationRow[] = [];
  for (const row of await wholeCases(services, viewer)) {
    if (row.state === 'ended' || row.state === 'withdrawn') continue;
    if ((place !== undefined && !isWithin(row.place, place)) || (flow !== undefined && row.flow !== flow)) continue;
    const newest = services.policies.newest(row.place);
    if (!newest.ok || newest.value.revision === row.revision) continue;
    rows.push(rowOf(services, await tryOne(services, viewer, row.id, declared)));
  }
  return rows;
}

/** Moves cases to the newest rules, each by itself: one that has moved on since, or cannot be moved, stays and says why. */
export async function migrateCases(
  services: Services,
  viewer: Viewer,
  { cases, ...declared }: MigrateRequest,
): Promise<MigrationRow[]> {
  requirePermission(services, viewer, 'oversee');
  const rows: MigrationRow[] = [];
  for (const { id, version } of cases) {
    const tried = await tryOne(services, viewer, id, declared);
    const issues = await keep(services, tried, version);
    rows.push({ ...rowOf(services, tried, issues), moved: issues === undefined });
  }
  return rows;
}

async function tryOne(services: Services, viewer: Viewer, id: string, declared: Migration): Promise<Tried> {
  const { state, policy: from } = await loadVisibleCase(services, viewer, id);
  const newest = services.policies.newest(state.place);
  const to = newest.ok ? newest.value : from;
  const result = migrateCase(from, to, state, declared, {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: randomUUID,
  });
  return { state, from, to, result: result.ok ? keepingAccounts(from, to, state, result.value) : result };
}

/** The migration, unless accounts would read otherwise after it: their lines are never changed. */
function keepingAccounts(from: Policy, to: Policy, state: CaseState, event: CaseMigrated): Result<CaseMigrated> {
  const differing = accountsThatDiffer(from, to, state, applyEvent(state, event) as CaseState);
  if (!differing.ok) return differing;
  if (differing.value.length === 0) return { ok: true, value: event };
  return {
    ok: false,
    issues: differing.value.map((account) => ({ code: 'migrationChangesAccount', path: '', params: { account } })),
  };
}

/** Stores a migration; the issues why not. */
async function keep(
  services: Services,
  { state, from, to, result }: Tried,
  version: number,
): Promise<readonly Issue[] | undefined> {
  if (!result.ok) return result.issues;
  if (state.version !== version)
    return [{ code: 'staleVersion', path: '/version', params: { expected: version, actual: state.version } }];
  const event = result.value;
  const after = applyEvent(state, event) as CaseState;
  const done = await services.store.commit({
    streams: [
      {
        stream: caseStream(state.id),
        expectedVersion: version,
        events: commitEvents([event]),
      },
    ],
    documents: [...(await goneRecords(services, from, to, state)), ...(await projectCase(services.store, to, after))],
  });
  return done.ok ? undefined : done.issues;
}

/** Records in registers that the new rules do not keep. */
async function goneRecords(services: Services, from: Policy, to: Policy, state: CaseState): Promise<DocumentWrite[]> {
  const gone: DocumentWrite[] = [];
  for (const { id, flow } of from.registers) {
    if (flow !== state.flow || to.findRegister(id)) continue;
    for await (const { key } of eachDocument(services.store, REGISTER_RECORDS, `${id}|${state.id}|`))
      gone.push({ delete: { collection: REGISTER_RECORDS, key } });
  }
  return gone;
}

function rowOf(services: Services, { state, from, to, result }: Tried, kept?: readonly Issue[]): MigrationRow {
  const issues = kept ?? (result.ok ? [] : result.issues);
  return {
    id: state.id,
    title: state.title,
    flowTitle: from.findFlow(state.flow)?.title ?? state.flow,
    placeTitle: services.instance().titleOf(state.place),
    version: state.version,
    from: state.revision,
    to: to.revision,
    moved: false,
    effects: result.ok ? [...result.value.effects] : [],
    problems: issues.map((issue) => spoken(issue, to.words)),
  };
}
