import type { JsonValue } from '@cebao/engine';
import { createRulebook, type PackSource, type Person, type Policy, validatePacks } from '@cebao/pack';
import type { AccountRegister, KeptRegister } from '../src/index.ts';

export const HALL = 'nm/city/banner/town/hall';

const money = (title: string) => ({ type: 'number', title, format: 'money', minimum: 0 });

/** An invented pack with a fund: gifts, gifts by instalments, bills with three hands, and a book of members. */
export function fundPolicy(change: Record<string, JsonValue> = {}): Policy {
  const bodies = ['keeper', 'first', 'second', 'third', 'reader'];
  const files: Record<string, JsonValue> = {
    'pack.json': { id: 'fund', format: 1, title: 'Fund', region: 'nm' },
    'sources.json': { sources: [] },
    'roles.json': {
      bodies: bodies.map((id) => ({ id, title: `the ${id}` })),
      roles: [
        ...bodies.map((id) => ({ id: `${id}Role`, title: `${id} role`, actsFor: id })),
        { id: 'watcher', title: 'watcher', actsFor: 'watch', may: ['oversee'] },
      ],
    },
    'messages/zh-CN.json': { reasons: { notAUse: 'not a use' }, labels: {} },
    'forms/gift.json': {
      kind: 'form',
      id: 'gift',
      title: 'Gift',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['given'],
        properties: { given: money('Given'), giver: { type: 'string', title: 'Giver' } },
      },
    },
    'forms/instalment.json': {
      kind: 'form',
      id: 'instalment',
      title: 'Instalment',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['part'],
        properties: { part: money('Part') },
      },
    },
    'forms/bill.json': {
      kind: 'form',
      id: 'bill',
      title: 'Bill',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['due', 'use'],
        properties: { due: money('Due'), use: { type: 'string', title: 'Use' } },
      },
    },
    'forms/order.json': {
      kind: 'form',
      id: 'order',
      title: 'Order',
      schema: { type: 'object', additionalProperties: false, properties: { note: { type: 'string', title: 'Note' } } },
    },
    'forms/member.json': {
      kind: 'form',
      id: 'member',
      title: 'Member',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'rank'],
        properties: {
          name: { type: 'string', title: '姓名', minLength: 1 },
          rank: {
            type: 'string',
            title: '身份',
            oneOf: [
              { const: 'head', title: '组长' },
              { const: 'plain', title: '成员' },
            ],
          },
          fee: { type: 'number', title: '会费（元）', format: 'money' },
          born: { type: 'string', title: '加入日期', format: 'date' },
          tasks: { type: 'array', title: '分工', maxItems: 5, items: { type: 'string' } },
          active: { type: 'boolean', title: '在岗' },
        },
      },
    },
    'flows/gifts.json': {
      kind: 'flow',
      id: 'gifts',
      title: 'Gifts',
      basis: 'assumption',
      sources: [],
      reasons: { outOfOrder: 'x', wrongActor: 'y' },
      opens: { actors: ['keeper'], level: 'village-community', title: { var: 'giver' } },
      steps: [
        { id: 'give', title: 'Give', actors: ['keeper'], form: 'gift' },
        { id: 'more', title: 'More', actors: ['keeper'], form: 'instalment', repeat: true, optional: true },
        { id: 'close', title: 'Close', actors: ['keeper'], returnsTo: ['give'] },
      ],
    },
    'flows/bills.json': {
      kind: 'flow',
      id: 'bills',
      title: 'Bills',
      basis: 'assumption',
      sources: [],
      reasons: { outOfOrder: 'x', wrongActor: 'y' },
      opens: {
        actors: ['keeper'],
        level: 'village-community',
        title: { var: 'use' },
        accounts: { balance: { register: 'account' } },
      },
      steps: [
        { id: 'ask', title: 'Ask', actors: ['keeper'], form: 'bill' },
        {
          id: 'order',
          title: 'Order',
          actors: ['keeper'],
          form: 'order',
          returnsTo: ['ask'],
          signatures: {
            bodies: ['first', 'second', 'third'],
            rule: 'all',
            distinct: true,
            binds: ['ask'],
            basis: 'assumption',
          },
        },
        { id: 'pay', title: 'Pay', actors: ['keeper'], returnsTo: ['ask'] },
        { id: 'tell', title: 'Tell', actors: ['keeper'], returnsTo: ['pay', 'ask'] },
      ],
    },
    'registers/account.json': {
      kind: 'register',
      id: 'account',
      title: 'Account',
      level: 'village-community',
      readers: ['reader'],
      account: {
        bookings: [
          { flow: 'gifts', after: 'give', direction: 'in', amount: { var: 'given' }, party: { var: 'giver' } },
          { flow: 'gifts', after: 'more', direction: 'in', amount: { var: 'part' } },
          { flow: 'bills', after: 'pay', direction: 'out', amount: { var: 'due' }, purpose: { var: 'use' } },
        ],
        uses: { values: { roof: 'Roof', path: 'Path' }, closed: { reason: 'notAUse', basis: 'seed' } },
      },
      columns: [],
    },
    'registers/members.json': {
      kind: 'register',
      id: 'members',
      title: 'Members',
      form: 'member',
      level: 'village-community',
      keepers: ['keeper'],
      readers: ['reader'],
      unique: ['name'],
      columns: [
        { id: 'name', title: 'Name', value: { var: 'name' } },
        { id: 'fee', title: 'Fee', value: { var: 'fee' }, format: 'money' },
        { id: 'since', title: 'Since', value: { var: '$from' }, format: 'date' },
      ],
    },
    ...change,
  };
  const source: PackSource = {
    folder: 'fund',
    files: Object.entries(files).map(([path, json]) => ({ path, json })),
  };
  const packs = validatePacks([source]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 2));
  const policy = createRulebook(packs.value).policy(HALL);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

export const accountOf = (policy: Policy): AccountRegister => policy.findRegister('account') as AccountRegister;
export const membersOf = (policy: Policy): KeptRegister => policy.findRegister('members') as KeptRegister;

const at = (id: string, role: string): Person => ({ id, name: id, assignments: [{ role, place: HALL }] });
export const people = {
  keeper: at('ke', 'keeperRole'),
  first: at('fi', 'firstRole'),
  second: at('se', 'secondRole'),
  third: at('th', 'thirdRole'),
  reader: at('re', 'readerRole'),
  watcher: at('wa', 'watcher'),
  /** Holds two of the three hands. */
  both: {
    id: 'bo',
    name: 'bo',
    assignments: [
      { role: 'firstRole', place: HALL },
      { role: 'secondRole', place: HALL },
    ],
  } as Person,
};
