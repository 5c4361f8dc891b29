import type { JsonValue } from '@cebao/engine';
import { createRulebook, type Flow, type Person, type Policy, type Step, validatePacks } from '@cebao/pack';
import fc from 'fast-check';

type Data = Record<string, JsonValue>;

/** Numbers that a run draws from: the same numbers, the same choices. */
export type Draw = (below: number) => number;

/** Where a case of one flow is played: the rules, the people, and how forms are filled. */
export interface World {
  readonly name: string;
  readonly flow: string;
  readonly place: string;
  readonly policy: Policy;
  /** The rules that a declared migration leads to. */
  readonly later?: Policy;
  readonly cast: readonly Person[];
  /** What an entry of a step may say; `good`: nothing in it leads to an end, back, or to a refusal, as far as the world knows. */
  fill(step: Step, path: string, draw: Draw, good: boolean, person?: Person): Data;
  /** Data that changes something of what was entered and not the way of the case; undefined where there is nothing to change. */
  amend(step: Step, path: string, before: Data, draw: Draw): Data | undefined;
  /** Good data is always taken: then an offer that is refused is a fault. */
  readonly sure: boolean;
  /** Who administers posts: a person of the cast, by id. */
  readonly admin?: string | undefined;
  /** Roles, as data, for oracles that ask nothing of the kernel. */
  readonly roles: readonly {
    readonly id: string;
    readonly actsFor: string;
    readonly level?: string;
    readonly organisation?: boolean;
    readonly may?: readonly string[];
  }[];
}

export const START = '2026-11-25';

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const VILLAGE = 'zz/city/banner/town/village';
const TOWN = 'zz/city/banner/town';
const BANNER = 'zz/city/banner';

const ROLES: World['roles'] = [
  { id: 'r0', actsFor: 'b0', level: 'village-community' },
  { id: 'r0-second', actsFor: 'b0', level: 'village-community' },
  { id: 'r1', actsFor: 'b1', level: 'village-community' },
  { id: 'r2', actsFor: 'b2', level: 'village-community' },
  { id: 'rt', actsFor: 'town', level: 'township-street' },
  { id: 'ro', actsFor: 'org', organisation: true },
  { id: 'ru', actsFor: 'up', level: 'banner-county' },
  { id: 'rb', actsFor: 'bureau', level: 'banner-county', may: ['oversee', 'administer'] },
];

const person = (id: string, ...assignments: Person['assignments']): Person => ({ id, name: id, assignments });

/** Two for most posts, one with two posts, some in the wrong place or of the wrong organisation, and two with nothing yet. */
const CAST: readonly Person[] = [
  person('p0', { role: 'r0', place: VILLAGE }),
  person('p0-second', { role: 'r0-second', place: VILLAGE }),
  person('p1', { role: 'r1', place: VILLAGE }),
  person('p01', { role: 'r0', place: VILLAGE }, { role: 'r1', place: VILLAGE }),
  person('p2', { role: 'r2', place: VILLAGE }),
  person('elsewhere', { role: 'r0', place: `${TOWN}/elsewhere` }, { role: 'r2', place: `${TOWN}/elsewhere` }),
  person('t', { role: 'rt', place: TOWN }),
  person('t-elsewhere', { role: 'rt', place: `${BANNER}/other-town` }),
  person('o1', { role: 'ro', place: VILLAGE, organisation: 'org-1' }),
  person('o2', { role: 'ro', place: VILLAGE, organisation: 'org-2' }),
  person('up', { role: 'ru', place: BANNER }),
  person('bureau', { role: 'rb', place: BANNER }),
  person('new-1'),
  person('new-2'),
];

/** One step of a flow to be made. */
export interface Design {
  readonly actors: number;
  readonly form: 'none' | 'text' | 'choice' | 'amount';
  readonly after: 'previous' | 'first' | 'none' | 'two';
  readonly optional: boolean;
  readonly repeat: boolean;
  readonly returns: 'none' | 'previous' | 'first' | 'all';
  readonly leads: 'on' | 'end' | 'again' | 'jump' | 'check' | 'advice';
  readonly limit: 'none' | 'firm' | 'assumed';
  readonly signing: 'none' | 'list' | 'all' | 'quorum' | 'veto';
  readonly signers: number;
  readonly opinions: boolean;
  readonly silence: 'waits' | 'agrees' | 'abstains' | 'escalates';
  readonly days: number;
  readonly working: boolean;
  readonly leader: boolean;
  readonly early: boolean;
  readonly blind: boolean;
  readonly distinct: boolean;
  readonly binds: boolean;
  readonly ends: boolean;
  readonly assumed: boolean;
  readonly due: 'none' | 'calendar' | 'working';
}

/** A flow to be made: its steps, and after how many of them a second stage begins (0: no stages). */
export interface FlowDesign {
  readonly steps: readonly Design[];
  readonly stage: number;
}

const rarely = (yes: number) => fc.integer({ min: 1, max: yes }).map((one) => one === yes);
const often = <T>(usual: T, times: number, ...others: T[]): fc.Arbitrary<T> =>
  fc.constantFrom<T>(...Array.from({ length: times }, () => usual), ...others);

const design: fc.Arbitrary<Design> = fc.record({
  actors: fc.nat(9),
  form: fc.constantFrom('none' as const, 'text' as const, 'choice' as const, 'choice' as const, 'amount' as const),
  after: often<Design['after']>('previous', 4, 'first', 'none', 'two'),
  optional: rarely(7),
  repeat: rarely(7),
  returns: fc.constantFrom('none' as const, 'previous' as const, 'first' as const, 'all' as const),
  leads: fc.constantFrom(
    'on' as const,
    'end' as const,
    'again' as const,
    'again' as const,
    'jump' as const,
    'jump' as const,
    'check' as const,
    'advice' as const,
  ),
  limit: often<Design['limit']>('none', 2, 'firm', 'assumed'),
  signing: often<Design['signing']>('none', 4, 'list', 'all', 'quorum', 'veto'),
  signers: fc.nat(4),
  opinions: fc.boolean(),
  silence: fc.constantFrom('waits' as const, 'agrees' as const, 'abstains' as const, 'escalates' as const),
  days: fc.integer({ min: 1, max: 5 }),
  working: fc.boolean(),
  leader: fc.boolean(),
  early: fc.boolean(),
  blind: fc.boolean(),
  distinct: fc.boolean(),
  binds: rarely(3),
  ends: fc.boolean(),
  assumed: fc.boolean(),
  due: fc.constantFrom('none' as const, 'calendar' as const, 'working' as const),
});

export const flowDesigns: fc.Arbitrary<FlowDesign> = fc.record({
  steps: fc.array(design, { minLength: 2, maxLength: 6 }),
  stage: fc.constantFrom(0, 0, 1, 2),
});

const ACTORS = [['b0'], ['b1'], ['b0', 'b1'], ['b2'], ['town'], ['org'], ['b0'], ['b1', 'town'], ['b2', 'org'], ['b1']];
const SIGNERS = [
  ['b0', 'b1'],
  ['b0', 'b1', 'b2'],
  ['b1', 'town'],
  ['b0', 'b2', 'town', 'org'],
  ['b2', 'b0'],
];
const OPINIONS = [
  { id: 'yes', title: 'yes', counts: 'agrees' },
  { id: 'no', title: 'no', counts: 'objects' },
  { id: 'either', title: 'either', counts: 'abstains' },
];
export const CHOICES = ['on', 'stop', 'again', 'skip', 'bad'];

function stepOf(steps: readonly Design[], index: number, first: number, last: number, later: boolean): Data {
  const one = steps[index] as Design;
  const id = `s${index}`;
  const choice = { var: `choice${index}` };
  const is = (value: string) => ({ '==': [choice, value] });
  const before = Array.from({ length: index - first }, (_, back) => `s${first + back}`);
  const after =
    one.after === 'previous' || index === first
      ? undefined
      : one.after === 'none'
        ? []
        : one.after === 'first'
          ? [`s${first}`]
          : before.slice(-2);
  const returnsTo =
    one.returns === 'none'
      ? []
      : one.returns === 'all'
        ? before
        : one.returns === 'first'
          ? before.slice(0, 1)
          : before.slice(-1);
  const target = `s${Math.min(index + 2, last)}`;
  const outcomes: Data[] = [];
  if (one.form === 'choice' && one.leads === 'end')
    outcomes.push({ when: is('stop'), ends: 'stopped', reason: 'wasStopped' });
  if (one.form === 'choice' && one.leads === 'again')
    outcomes.push({ when: is('again'), again: `s${Math.max(first, index - 1)}` });
  // A log does not jump: a later entry that takes the jump back is rightly refused once others went on after it.
  if (one.form === 'choice' && one.leads === 'jump' && !(one.repeat && index > first) && index + 2 <= last)
    outcomes.push({ when: is('skip'), next: target });
  const bodies = SIGNERS[one.signers] as string[];
  const signed = one.signing !== 'none';
  if (signed && one.signing !== 'list' && one.ends)
    outcomes.push({ when: { '==': [{ var: `sig${index}.result` }, 'refused'] }, ends: 'turnedDown' });
  const signatures =
    one.signing === 'list'
      ? bodies
      : {
          bodies,
          rule: one.signing,
          ...(one.signing === 'quorum' ? { count: 1 + (one.days % bodies.length) } : {}),
          ...(one.early ? { early: true } : {}),
          ...(one.blind ? { blind: true } : {}),
          ...(one.distinct ? { distinct: true } : {}),
          ...(one.opinions ? { opinions: OPINIONS } : {}),
          days: one.days,
          calendar: one.working ? 'working' : 'calendar',
          silence: one.silence,
          ...(one.silence === 'escalates' ? { escalatesTo: 'up' } : {}),
          ...(one.leader ? { leader: 'bureau' } : {}),
          ...(one.binds && before.length > 0 ? { binds: before.slice(-1) } : {}),
          as: `sig${index}`,
          basis: one.assumed ? 'assumption' : 'outside',
          key: `signing${index}`,
        };
  return {
    id,
    title: `step ${index}`,
    actors: ACTORS[one.actors] as string[],
    ...(after === undefined ? {} : { after }),
    ...(one.form === 'none' ? {} : { form: `form${index}` }),
    ...(one.optional && index > first ? { optional: true } : {}),
    ...(one.repeat && index > first ? { repeat: true } : {}),
    ...(returnsTo.length > 0 ? { returnsTo } : {}),
    ...(outcomes.length > 0 ? { outcomes } : {}),
    ...(one.form === 'choice' && one.leads === 'check' ? { checks: [{ when: is('bad'), reason: 'noGood' }] } : {}),
    ...(one.form === 'choice' && one.leads === 'advice'
      ? { checks: [{ when: is('bad'), reason: 'noGood', assumptions: ['badness'] }] }
      : {}),
    ...(signed ? { signatures } : {}),
    ...(one.limit === 'none'
      ? {}
      : {
          resubmits: {
            most: one.days % 3,
            reason: 'oftenEnough',
            basis: one.limit === 'firm' ? 'outside' : 'assumption',
            key: `limit${index}`,
          },
        }),
    ...(one.due === 'none'
      ? {}
      : {
          due: {
            days: one.days + (later ? 3 : 0),
            calendar: one.due,
            basis: 'outside',
            key: `due${index}`,
            remind: 1,
            escalate: { to: 'up', days: 1 },
          },
        }),
  };
}

function filesOf({ steps, stage }: FlowDesign, later: boolean): Record<string, JsonValue> {
  const split = stage > 0 && stage < steps.length ? stage : 0;
  const range = (from: number, to: number) =>
    steps.slice(from, to).map((_, index) => stepOf(steps, from + index, from, to - 1, later));
  const flow = (id: string, list: Data[], more: Data): Data => ({
    kind: 'flow',
    id,
    title: id,
    basis: 'outside',
    sources: [],
    reasons: { outOfOrder: 'tooEarly', wrongActor: 'notYou' },
    ...more,
    steps: list,
  });
  const extra: Data[] = later
    ? [{ id: 'extra', title: 'extra', actors: ['b0'], optional: true, ...(split > 0 ? { after: [] } : {}) }]
    : [];
  const opens: Data = {
    actors: ACTORS[steps[0]?.actors ?? 0] as string[],
    level: 'village-community',
    title: { if: [{ isPresent: 'note0' }, { var: 'note0' }, 'a case'] },
    parties: { org: { var: 'party' } },
    overseers: ['bureau'],
  };
  const flows: Record<string, JsonValue> =
    split === 0
      ? { 'flows/case.json': flow('case', [...range(0, steps.length), ...extra], { opens, completed: 'finished' }) }
      : {
          'flows/case.json': flow(
            'case',
            [
              { id: 'one', title: 'one', flows: [{ flow: 'one' }] },
              { id: 'two', title: 'two', flows: [{ flow: 'two' }] },
            ],
            { opens, completed: 'finished' },
          ),
          'flows/one.json': flow('one', range(0, split), {}),
          'flows/two.json': flow('two', [...range(split, steps.length), ...extra], {}),
        };
  const form = (index: number, { form: kind }: Design): Data => ({
    kind: 'form',
    id: `form${index}`,
    title: `form ${index}`,
    schema: {
      type: 'object',
      additionalProperties: false,
      required: [...(kind === 'choice' ? [`choice${index}`] : []), ...(kind === 'amount' ? [`amount${index}`] : [])],
      properties: {
        [`note${index}`]: { type: 'string', title: 'note', maxLength: 40 },
        ...(kind === 'choice' ? { [`choice${index}`]: { type: 'string', title: 'choice', enum: CHOICES } } : {}),
        ...(kind === 'amount'
          ? { [`amount${index}`]: { type: 'number', title: 'amount', format: 'money', minimum: 0, maximum: 1000000 } }
          : {}),
        ...(index === 0 ? { party: { type: 'string', title: 'party', enum: ['org-1', 'org-2'] } } : {}),
      },
    },
  });
  return {
    'pack.json': { id: 'made', format: 1, title: later ? 'Made later' : 'Made', region: 'zz' },
    'sources.json': { sources: [] },
    'roles.json': {
      bodies: ['b0', 'b1', 'b2', 'town', 'org', 'up', 'bureau'].map((id) => ({ id, title: `the ${id}` })),
      roles: ROLES.map((role) => ({ ...role, title: `role ${role.id}` })) as unknown as JsonValue,
    },
    ...flows,
    ...Object.fromEntries(
      steps.flatMap((one, index) => (one.form === 'none' ? [] : [[`forms/form${index}.json`, form(index, one)]])),
    ),
  };
}

function policyOf(files: Record<string, JsonValue>): Policy {
  const packs = validatePacks([
    { folder: 'made', files: Object.entries(files).map(([path, json]) => ({ path, json })) },
  ]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const policy = createRulebook(packs.value).policy(VILLAGE);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

/** A world of a made-up flow, in which everything is known. */
export function madeWorld(made: FlowDesign): World {
  const later = () => policyOf(filesOf(made, true));
  let known: Policy | undefined;
  const indexOf = (path: string) => Number(path.slice(path.lastIndexOf('/') + 1).slice(1));
  return {
    name: 'made',
    flow: 'case',
    place: VILLAGE,
    policy: policyOf(filesOf(made, false)),
    get later() {
      known ??= later();
      return known;
    },
    cast: CAST,
    sure: true,
    roles: ROLES,
    admin: 'bureau',
    fill(step, path, draw, good, person) {
      if (step.form === undefined) return {};
      const index = indexOf(path);
      const { form } = made.steps[index] as Design;
      const own = person?.assignments.find(({ organisation }) => organisation !== undefined)?.organisation;
      return {
        [`note${index}`]: `note ${draw(1000)}`,
        ...(form === 'choice' ? { [`choice${index}`]: good ? 'on' : (CHOICES[draw(CHOICES.length)] as string) } : {}),
        ...(form === 'amount' ? { [`amount${index}`]: draw(100_000_000) / 100 } : {}),
        ...(index === 0 && (own !== undefined || draw(2) === 0) ? { party: own ?? `org-${1 + draw(2)}` } : {}),
      };
    },
    amend(step, path, before, draw) {
      if (step.form === undefined) return undefined;
      const note = `note${indexOf(path)}`;
      return { [note]: `${String(before[note] ?? '').slice(0, 20)} ${draw(1000)} amended` };
    },
  };
}

/** The flow of a world, and those its stages carry. */
export function flowsOf({ policy, flow }: Pick<World, 'policy' | 'flow'>): Flow[] {
  const own = policy.findFlow(flow) as Flow;
  const carried = own.steps.flatMap((step) => step.flows ?? []).flatMap((one) => policy.findFlow(one.flow) ?? []);
  return [own, ...carried];
}
