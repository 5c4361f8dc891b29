import { fileURLToPath } from 'node:url';
import type { CaseAction, KeptRecord } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { createRulebook, type Person, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import type { Store, StoredEvent } from '@cebao/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillSchema } from '../packages/casework/tests/proof/pack-worlds.ts';
import { answerAt, at, drawFrom } from '../packages/casework/tests/proof/play.ts';
import type { Draw } from '../packages/casework/tests/proof/world.ts';
import type { Client } from '../packages/server/src/client/index.ts';
import { createDemo } from '../packages/server/src/demo/create-demo.ts';
import { readDemoScenes } from '../packages/server/src/demo/read-demo-files.ts';
import { eachDocument } from '../packages/server/src/each-document.ts';
import { createPolicies } from '../packages/server/src/policies.ts';
import { PROJECTIONS, rebuildProjections } from '../packages/server/src/rebuild-projections.ts';
import { startTestService, type TestService } from '../packages/server/tests/service.ts';

// The demo of all packs, and a random history on top of it through the API: what is made of the events is dropped and made
// anew, and is what it was. A longer run: RUNS=3000 SEED=1 npx vitest run rules/rebuild.test.ts
const seed = Number(process.env['SEED'] ?? 20261125);
const runs = Number(process.env['RUNS'] ?? 300);

const TODAY = '2026-11-25';
const rulesDir = fileURLToPath(new URL('.', import.meta.url));
const packs = validatePacks((loadRules(rulesDir) as { value: Parameters<typeof validatePacks>[0] }).value);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
const rulebook = createRulebook(packs.value);

describe('everything made of events', () => {
  let service: TestService;
  const collections = new Set<string>();
  const people: Person[] = [];
  const clients = new Map<string, Client>();
  const taken = new Map<string, number>();

  beforeAll(async () => {
    const scenes = readDemoScenes(rulesDir);
    if (!scenes.ok) throw new Error(JSON.stringify(scenes.issues.slice(0, 3)));
    service = await startTestService({
      demo: true,
      packs: packs.value,
      cast: { people: [] },
      fill: (store) => {
        noteCollections(store, collections);
        return createDemo(store, rulebook, scenes.value, () => Date.parse(`${TODAY}T01:30:00Z`));
      },
    });
    for await (const { value } of eachDocument(service.store, 'people')) people.push(value as unknown as Person);
    await history();
  }, 600_000);
  afterAll(() => service.close());

  const as = async (person: string): Promise<Client> => {
    const known = clients.get(person) ?? (await service.as(person));
    clients.set(person, known);
    return known;
  };

  async function history(): Promise<void> {
    const draw = drawFrom(seed);
    let tried = 0;
    const turns = { inCase, open, record, enter, list, meeting, deputy, match };
    const count = (what: string, done: boolean) => done && taken.set(what, (taken.get(what) ?? 0) + 1);
    for (let turn = 0; turn < runs; turn += 1) {
      // The clock stands still for some turns, so that several things happen in one second.
      if (draw(3) === 0) service.now += 1000 * draw(90);
      const kinds = Object.keys(turns) as (keyof typeof turns)[];
      const kind = draw(2) === 0 ? 'inCase' : at(kinds, draw(kinds.length));
      tried += 1;
      count(kind, await turns[kind](draw));
    }
    // Ids are new in each run, so that a kind of turn may by chance not have come about yet.
    for (const [kind, turn] of Object.entries(turns))
      for (let again = 0; again < 60 && !taken.has(kind); again += 1) count(kind, await turn(draw));
    const told = [...taken].map(([what, times]) => `${what} ${times}`).join(', ');
    console.log(`rebuild: SEED=${seed}, ${tried} tried on the demo, taken: ${told}`);
  }

  type Turn = (draw: Draw) => Promise<boolean>;

  const anyOf = async (collection: string, draw: Draw) => {
    const all: JsonValue[] = [];
    for await (const { value } of eachDocument(service.store, collection)) all.push(value);
    return all[draw(all.length)] as unknown;
  };
  const fill = (region: string, form: string | undefined, draw: Draw, person?: Person) => {
    const policy = rulebook.policy(region);
    const schema = policy.ok && form !== undefined ? policy.value.findForm(form)?.schema : undefined;
    return fillSchema((schema ?? {}) as never, draw, true, person);
  };

  const inCase: Turn = async (draw) => {
    const row = (await anyOf('cases', draw)) as { id: string; place: string; participants: string[] };
    const waits = people.filter(({ assignments }) =>
      assignments.some(({ place }) => place !== undefined && `${row.place}/`.startsWith(`${place}/`)),
    );
    const person = at([...waits, ...people.filter(({ id }) => row.participants.includes(id)), people[0]], draw(9999));
    if (!person) return false;
    const client = await as(person.id);
    const seen = await client.case(row.id);
    if (!seen.ok) return false;
    const { version, state, view } = seen.value;
    const offers = view.mine.filter(({ type }) => type !== 'withdraw' || draw(20) === 0);
    if (offers.length === 0) return false;
    const action = at(offers, draw(offers.length)) as CaseAction;
    const command = {
      submit: () => ({
        step: 'step' in action ? action.step : '',
        data: fill(row.place, 'form' in action ? action.form : undefined, draw, person),
        despite: '经研究同意',
      }),
      sign: () => ({
        step: 'step' in action ? action.step : '',
        contentHash: 'contentHash' in action ? action.contentHash : '',
        ...('step' in action ? answerAt(state, action.step, draw(3)) : {}),
      }),
      settle: () => ({
        step: 'step' in action ? action.step : '',
        contentHash: 'contentHash' in action ? action.contentHash : '',
        reason: '期满',
      }),
      return: () => ({ to: 'to' in action ? action.to : '', reason: '请补正' }),
      correct: () => ({
        step: 'step' in action ? action.step : '',
        data: fill(row.place, 'form' in action ? action.form : undefined, draw, person),
        reason: '笔误',
      }),
      withdraw: () => ({ reason: '不再需要' }),
      comment: () => ({ text: `备注 ${draw(1000)}` }),
    }[action.type]();
    const reply = await client.command(row.id, { version, command: { type: action.type, ...command } as never });
    return reply.ok;
  };

  const open: Turn = async (draw) => {
    const person = at(people, draw(people.length));
    const client = await as(person.id);
    const flows = await client.flows();
    if (!flows.ok || flows.value.length === 0) return false;
    const { flow, form, region, places } = at(flows.value, draw(flows.value.length));
    const place = places[draw(Math.max(places.length, 1))]?.path ?? region;
    const reply = await client.openCase({ flow, place, data: fill(place, form, draw, person), submit: draw(4) > 0 });
    return reply.ok;
  };

  /** Somebody near the place of a document does something with it: the first of them who may. */
  const near =
    (collection: string, act: (client: Client, subject: never, person: Person, draw: Draw) => Promise<boolean>): Turn =>
    async (draw) => {
      const subject = (await anyOf(collection, draw)) as { place: string };
      const first = draw(people.length);
      const around = [...people.slice(first), ...people.slice(0, first)].filter(({ assignments }) =>
        assignments.some(({ place }) => place !== undefined && `${subject.place}/`.startsWith(`${place}/`)),
      );
      for (const person of around.slice(0, 20))
        if (await act(await as(person.id), subject as never, person, draw)) return true;
      return false;
    };

  const record = near('kept-records', async (client, kept: KeptRecord, keeper, draw) => {
    const seen = await client.record(kept.register, kept.id);
    if (!seen.ok || !seen.value.mayKeep) return false;
    const { version } = seen.value.record;
    const data = fill(kept.place, seen.value.form, draw, keeper);
    const command = at(
      [
        { type: 'change', data, from: TODAY, reason: '变更' } as const,
        { type: 'correct', data, reason: '更正' } as const,
        { type: 'end', until: TODAY, reason: '不再适用' } as const,
        { type: 'resume', reason: '误登' } as const,
      ],
      draw(4),
    );
    return (await client.commandRecord(kept.register, kept.id, { version, command })).ok;
  });

  const enter = near('kept-records', async (client, kept: KeptRecord, keeper, draw) => {
    const seen = await client.record(kept.register, kept.id);
    if (!seen.ok) return false;
    const data = fill(kept.place, seen.value.form, draw, keeper);
    return (await client.addRecord(kept.register, { place: kept.place, data, from: TODAY })).ok;
  });

  const list = near('place-lists', async (client, lists: { place: string }, _keeper, draw) => {
    const rows = await client.lists();
    const row = rows.ok ? rows.value[0] : undefined;
    const seen = row && (await client.placeList(row.id, { place: lists.place }));
    if (!row || !seen?.ok) return false;
    const { version, entries } = seen.value;
    const item = entries[draw(entries.length)]?.id;
    const part = entries[0]?.part;
    const command =
      draw(2) === 0 || item === undefined
        ? { change: 'add' as const, title: `事项 ${draw(1000)}`, ...(part === undefined ? {} : { part }) }
        : { change: 'remove' as const, item };
    const reply = await client.changeList(row.id, {
      place: lists.place,
      version,
      command: { type: 'change', ...command, reason: '按文件调整', from: TODAY },
    });
    return reply.ok;
  });

  const meeting = near(
    'meetings',
    async (client, held: { kind: string; place: string; id: string; version: number }, _caller, draw) => {
      const body = await client.meetingBody(held.kind, { place: held.place });
      if (!body.ok) return false;
      if (draw(3) === 0)
        return (
          await client.commandMeeting(held.kind, held.id, {
            version: held.version,
            command: { type: 'cancel', reason: '改期' },
          })
        ).ok;
      const stage = body.value.stages?.find(({ why }) => why === undefined)?.id;
      const chair = body.value.chair.next ?? body.value.members[0]?.id ?? '演示主持人';
      return (
        await client.callMeeting(held.kind, {
          place: held.place,
          on: `2026-12-${10 + draw(20)}`,
          where: '会议室',
          ...(stage === undefined ? {} : { stage }),
          chair,
          chairReason: '轮到的成员有任务',
          agenda: [{ kind: body.value.agenda[0]?.id ?? '', title: '议题' }],
        } as never)
      ).ok;
    },
  );

  const deputy: Turn = async (draw) => {
    const [person, other] = [at(people, draw(people.length)), at(people, draw(people.length))];
    const post = person.assignments[0];
    if (!post?.place || person.id === other.id) return false;
    const client = await as(person.id);
    const reply = await client.delegate({
      post: { role: post.role, place: post.place },
      deputy: other.id,
      from: TODAY,
      until: '2026-12-01',
      reason: '培训',
    });
    return reply.ok;
  };

  const match = near('kept-records', async (client, _kept, _person, draw) => {
    const rows = await client.matches();
    const row = rows.ok ? rows.value[draw(rows.value.length)] : undefined;
    const seen = row && (await client.match(row.id, { place: row.place }));
    if (!row || !seen?.ok) return false;
    const { needs, pairs } = seen.value;
    const pair = pairs[draw(pairs.length)];
    if (pair && draw(3) === 0) return (await client.undoMatch(row.id, pair.id, '承接方退出')).ok;
    const first = draw(needs.length);
    for (const need of [...needs.slice(first), ...needs.slice(0, first)].slice(0, 8)) {
      const found = await client.need(row.id, need.id);
      const candidate = found.ok ? found.value.candidates[0] : undefined;
      if (!candidate) continue;
      if ((await client.confirmMatch(row.id, { need: need.id, resource: candidate.resource })).ok) return true;
    }
    return false;
  });

  /** Every document of the store, in words, but for those that are no projection and change with each question. */
  async function documents(): Promise<string[]> {
    const found: string[] = [];
    for (const collection of [...collections].sort())
      for await (const { key, value } of eachDocument(service.store, collection))
        found.push(`${collection} ${key} ${JSON.stringify(value)}`);
    return found;
  }

  /** What some people are shown. */
  async function pages(): Promise<string> {
    const shown: unknown[] = [];
    for (const { id } of people.filter((_, index) => index % 29 === 0)) {
      const client = await as(id);
      shown.push(await client.cases(), await client.tasks(), await client.accounts(), await client.meetings());
      for (const one of (await client.registers().then((reply) => (reply.ok ? reply.value : []))).slice(0, 3))
        shown.push(await client.register(one.id));
    }
    return JSON.stringify(shown);
  }

  /** The projections are gone, whatever the rebuild itself would drop. */
  async function drop(): Promise<void> {
    for (const collection of PROJECTIONS)
      for (;;) {
        const page = await service.store.listDocuments(collection);
        if (page.length === 0) break;
        await service.store.commit({ documents: page.map(({ key }) => ({ delete: { collection, key } })) });
      }
  }

  test('the history reaches cases, records, lists, meetings, deputies and matches', () => {
    expect([...taken.keys()].sort()).toEqual(
      ['deputy', 'enter', 'inCase', 'list', 'match', 'meeting', 'open', 'record'].sort(),
    );
  });

  test('comes back byte by byte, and people are shown the same', async () => {
    await pages();
    const [before, shown] = [await documents(), await pages()];
    await drop();
    expect((await documents()).length).toBeLessThan(before.length);
    expect(await rebuildProjections(service.store, createPolicies(packs.value, service.store))).toBeGreaterThan(50);
    expect(await documents()).toEqual(before);
    expect((await pages()) === shown).toBe(true);
  }, 600_000);

  test.each(['corrected', 'signed', 'recordChanged'])(
    'a rebuild that overlooks %s is caught',
    async (type) => {
      const before = await documents();
      const forgetful: Store = {
        ...service.store,
        readStream: async (stream, page) => without(await service.store.readStream(stream, page), type),
      };
      await rebuildProjections(forgetful, createPolicies(packs.value, service.store));
      expect((await documents()).join('\n') === before.join('\n')).toBe(false);
      await rebuildProjections(service.store, createPolicies(packs.value, service.store));
      expect(await documents()).toEqual(before);
    },
    600_000,
  );
});

const without = (events: StoredEvent[], type: string) => events.filter((event) => event.type !== type);

/** Notes the collections that are ever written. */
function noteCollections(store: Store, collections: Set<string>): void {
  const { commit } = store;
  store.commit = (one) => {
    for (const write of one.documents ?? []) if ('put' in write) collections.add(write.put.collection);
    return commit.call(store, one);
  };
}
