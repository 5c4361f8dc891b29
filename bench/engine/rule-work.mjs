import { createRandom } from './random.mjs';

// One middle rule of 22 operations and one of list operations, their records, and how a person would write them.

const v = (name) => ({ var: name });

/** Five outcomes, nested paths, membership, arithmetic. */
export const MIDDLE_RULE = {
  if: [
    { or: [{ '<': [v('age'), 18] }, { '!': [{ '==': [v('resident'), true] }] }] },
    'none',
    {
      and: [
        { in: [v('household.kind'), ['poor', 'extreme', 'edge']] },
        { '<=': [v('household.income'), 12_000] },
        { '!': [v('applicant.barred')] },
      ],
    },
    'full',
    {
      or: [
        { and: [{ '>=': [v('age'), 60] }, { '<': [{ '/': [v('household.income'), v('household.size')] }, 9_000] }] },
        { '==': [v('applicant.disability'), 'first'] },
      ],
    },
    'part',
    { and: [{ '>': [{ '+': [v('score.village'), v('score.town')] }, 120] }, { in: [v('place'), ['dalad', 'ejin']] }] },
    'review',
    { '>=': [{ '*': [v('household.size'), 8_000] }, { '-': [v('household.income'), 1_000] }] },
    'low',
    'other',
  ],
};

export function middleByHand(record) {
  if (record.age < 18 || !(record.resident === true)) return 'none';
  const { household } = record;
  const { kind } = household;
  if (
    (kind === 'poor' || kind === 'extreme' || kind === 'edge') &&
    household.income <= 12_000 &&
    !record.applicant.barred
  )
    return 'full';
  if ((record.age >= 60 && household.income / household.size < 9_000) || record.applicant.disability === 'first')
    return 'part';
  if (record.score.village + record.score.town > 120 && (record.place === 'dalad' || record.place === 'ejin'))
    return 'review';
  if (household.size * 8_000 >= household.income - 1_000) return 'low';
  return 'other';
}

/** What the facts of the middle rule are declared to be. */
export const MIDDLE_TYPES = {
  age: 'number',
  resident: 'boolean',
  'household.kind': 'text',
  'household.income': 'number',
  'household.size': 'number',
  'applicant.barred': 'boolean',
  'applicant.disability': 'text',
  'score.village': 'number',
  'score.town': 'number',
  place: 'text',
};

export function middleRecord(random) {
  return {
    age: random.whole(0, 99),
    resident: random.chance(0.9),
    household: {
      kind: random.pick(['poor', 'extreme', 'edge', 'usual', 'usual']),
      income: random.whole(0, 6_000_000) / 100,
      size: random.whole(1, 7),
    },
    applicant: { barred: random.chance(0.1), disability: random.pick(['first', 'second', 'no', 'no', 'no', 'no']) },
    score: { village: random.whole(0, 100), town: random.whole(0, 100) },
    place: random.pick(['dalad', 'ejin', 'hanggin', 'uxin']),
  };
}

export function middleRecords(count, seed = 22) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => middleRecord(random));
}

/** Some, filter, map and reduce over the items of one list. */
export const LIST_RULE = {
  if: [
    { some: [v('items'), { '>': [v('amount'), 9_990] }] },
    -1,
    {
      reduce: [
        { map: [{ filter: [v('items'), { '==': [v('paid'), true] }] }, { '*': [v('amount'), v('share')] }] },
        { '+': [v('accumulator'), v('current')] },
        0,
      ],
    },
  ],
};

export function listByHand(record) {
  const { items } = record;
  for (let i = 0; i < items.length; i += 1) if (items[i].amount > 9_990) return -1;
  let total = 0;
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    if (item.paid === true) total += item.amount * item.share;
  }
  return total;
}

export function listRecords(count, seed = 50) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    items: Array.from({ length: 50 }, () => ({
      amount: random.whole(0, 9_991),
      share: random.whole(1, 4) / 4,
      paid: random.chance(0.6),
    })),
  }));
}

/** What the facts of the list rule are declared to be. */
export const LIST_TYPES = {
  items: {
    kind: 'list',
    nullable: false,
    items: {
      kind: 'record',
      nullable: false,
      fields: {
        amount: { kind: 'number', nullable: false },
        share: { kind: 'number', nullable: false },
        paid: { kind: 'boolean', nullable: false },
      },
    },
  },
};
