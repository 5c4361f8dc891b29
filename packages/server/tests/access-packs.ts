import type { JsonValue } from '@cebao/engine';
import { type Pack, type PackSource, validatePacks } from '@cebao/pack';

/* Packs with one of everything that keeps rows: cases, a restricted flow, registers, an account, a list, a meeting, a
   report, a match, indicators. Small on purpose: what they say matters less than that each kind of row is there. */

const text = (title: string): JsonValue => ({ type: 'string', title, maxLength: 200 });
const whole = (title: string): JsonValue => ({ type: 'integer', title, minimum: 0 });
const form = (id: string, properties: Record<string, JsonValue>, required: string[] = []): JsonValue => ({
  kind: 'form',
  id,
  title: id,
  schema: { type: 'object', additionalProperties: false, required, properties },
});
const column = (id: string, format?: string): JsonValue => ({
  id,
  title: id,
  value: { var: id },
  ...(format === undefined ? {} : { format }),
});
const keptBook = (id: string, of: string): JsonValue => ({
  kind: 'register',
  id,
  title: id,
  form: of,
  level: 'village-community',
  keepers: ['committee'],
  columns: [column('name')],
});
const flow = (id: string, more: Record<string, JsonValue>): JsonValue => ({
  kind: 'flow',
  id,
  title: id,
  basis: 'assumption',
  sources: [],
  reasons: { outOfOrder: 'tooEarly', wrongActor: 'wrongHands' },
  ...more,
});
const indicator = (id: string, over: Record<string, JsonValue>, splits: JsonValue[] = []): JsonValue => ({
  kind: 'indicator',
  id,
  title: id,
  basis: 'assumption',
  over,
  splits: [...splits, { by: 'place', level: 'village-community' }],
});

const files: Record<string, JsonValue> = {
  'pack.json': { id: 'zz', format: 1, title: '测试自治区', region: 'zz' },
  'sources.json': { sources: [] },
  'roles.json': {
    roles: [
      {
        id: 'worker',
        title: '社区工作人员',
        actsFor: 'committee',
        level: 'village-community',
        may: ['open', 'export'],
      },
      { id: 'signer', title: '居民代表', actsFor: 'resident', level: 'village-community' },
      {
        id: 'clerk',
        title: '镇经办人',
        actsFor: 'town',
        level: 'township-street',
        may: ['oversee', 'export', 'report'],
      },
      { id: 'bureau', title: '旗局人员', actsFor: 'bureau', level: 'banner-county', may: ['export', 'draft'] },
      { id: 'auditor', title: '督查人员', actsFor: 'audit', may: ['oversee', 'export'] },
      { id: 'admin', title: '系统管理员', actsFor: 'system', may: ['administer', 'draft', 'publish'] },
      { id: 'bystander', title: '无关人员', actsFor: 'nobody', may: ['export'] },
      { id: 'evaluator', title: '评估人员', actsFor: 'evaluator', organisation: true },
    ],
    bodies: [
      { id: 'committee', title: '居委会', level: 'village-community' },
      { id: 'resident', title: '居民', level: 'village-community' },
      { id: 'town', title: '镇', level: 'township-street' },
      { id: 'bureau', title: '旗局', level: 'banner-county' },
      { id: 'audit', title: '督查' },
      { id: 'system', title: '系统' },
      { id: 'nobody', title: '无关' },
      { id: 'evaluator', title: '评估机构' },
    ],
  },
  'messages/zh-CN.json': { reasons: { tooEarly: '前面的环节还没有完成', wrongHands: '办理主体不符' } },
  'params/limit.json': {
    kind: 'param',
    id: 'limit',
    title: '限额',
    unit: 'yuan',
    merge: 'override',
    values: [{ value: 1000, basis: 'assumption' }],
  },
  'params/fewest.json': {
    kind: 'param',
    id: 'fewest',
    title: '最少份数',
    merge: 'override',
    values: [{ value: 1, basis: 'assumption' }],
  },
  'forms/poll.json': form('poll', { content: { type: 'boolean', title: '满意' } }),
  'surveys/poll.json': {
    kind: 'survey',
    id: 'poll',
    title: '满意调查',
    basis: 'assumption',
    level: 'village-community',
    openers: ['committee'],
    readers: ['resident'],
    sides: [{ id: 'people', title: '居民', form: 'poll', satisfied: { var: 'content' } }],
    fewest: 'fewest',
  },
  'decisions/route.json': {
    kind: 'decision',
    id: 'route',
    asks: 'rule',
    title: '办理方式',
    question: '按哪种方式办理？',
    basis: 'assumption',
    sources: [],
    facts: { name: { type: 'string', title: '名称', required: true } },
    rules: [{ id: 'always', then: { value: { object: { route: 'direct' } } } }],
    labels: { route: '方式', direct: '自行办理' },
  },
  'forms/apply.json': form('apply', { name: text('名称'), amount: whole('金额'), evaluator: text('评估机构') }, [
    'name',
  ]),
  'forms/review.json': form('review', { opinion: text('意见') }, ['opinion']),
  'forms/assess.json': form('assess', { assessment: text('评估') }, ['assessment']),
  'forms/ask.json': form('ask', { subject: text('事由') }, ['subject']),
  'forms/judge.json': form('judge', { judgement: text('研判') }, ['judgement']),
  'forms/gift.json': form('gift', { given: { type: 'number', title: '金额', minimum: 0 }, giver: text('捐助人') }, [
    'given',
    'giver',
  ]),
  'forms/member.json': form('member', { name: text('姓名'), no: text('编号') }, ['name', 'no']),
  'forms/need.json': form('need', { name: text('需求'), sort: text('类别'), size: whole('人数') }, ['name', 'sort']),
  'forms/resource.json': form('resource', { name: text('资源'), sort: text('类别'), size: whole('人数') }, [
    'name',
    'sort',
  ]),
  'flows/matter.json': flow('matter', {
    steps: [
      {
        id: 'apply',
        title: '申请',
        actors: ['committee'],
        form: 'apply',
        decisions: [{ decision: 'route', as: 'route' }],
      },
      { id: 'review', title: '审核', actors: ['town'], form: 'review', returnsTo: ['apply'] },
      { id: 'confirm', title: '确认', actors: ['committee'], signatures: ['resident'] },
      { id: 'assess', title: '评估', actors: ['evaluator'], form: 'assess' },
    ],
    opens: {
      actors: ['committee'],
      level: 'village-community',
      title: { var: 'name' },
      parties: { evaluator: { var: 'evaluator' } },
      summary: [{ label: '金额', value: { var: 'amount' }, format: 'money' }],
    },
    prints: [
      {
        id: 'sheet',
        title: '审批表',
        after: 'apply',
        rows: [{ label: '名称', value: { var: 'name' } }],
        signatures: [],
      },
    ],
  }),
  'flows/secret.json': flow('secret', {
    visibility: ['bureau'],
    steps: [
      { id: 'ask', title: '报送', actors: ['committee'], form: 'ask' },
      { id: 'judge', title: '研判', actors: ['bureau'], form: 'judge' },
      { id: 'close', title: '办结', actors: ['bureau'] },
    ],
    opens: { actors: ['committee'], level: 'village-community', title: { var: 'subject' } },
    prints: [
      {
        id: 'paper',
        title: '研判表',
        after: 'judge',
        rows: [
          { label: '事由', value: { var: 'subject' } },
          { label: '研判', value: { var: 'judgement' } },
        ],
        signatures: [],
      },
    ],
  }),
  'flows/gifts.json': flow('gifts', {
    steps: [
      { id: 'give', title: '捐助', actors: ['committee'], form: 'gift' },
      { id: 'close', title: '办结', actors: ['committee'] },
    ],
    opens: { actors: ['committee'], level: 'village-community', title: { var: 'giver' } },
  }),
  'registers/book.json': {
    kind: 'register',
    id: 'book',
    title: '办件台账',
    flow: 'matter',
    after: 'apply',
    columns: [column('name'), column('amount', 'money')],
  },
  'registers/secrets.json': {
    kind: 'register',
    id: 'secrets',
    title: '报送台账',
    flow: 'secret',
    after: 'ask',
    columns: [column('subject')],
  },
  'registers/members.json': keptBook('members', 'member'),
  'registers/needs.json': keptBook('needs', 'need'),
  'registers/resources.json': keptBook('resources', 'resource'),
  'registers/account.json': {
    kind: 'register',
    id: 'account',
    title: '资金账户',
    level: 'village-community',
    account: {
      bookings: [{ flow: 'gifts', after: 'give', direction: 'in', amount: { var: 'given' }, party: { var: 'giver' } }],
    },
    columns: [],
  },
  'registers/resolved.json': {
    kind: 'register',
    id: 'resolved',
    title: '议定事项',
    meeting: 'council',
    each: 'resolution',
    level: 'village-community',
    columns: [column('topic'), column('resolution')],
  },
  'lists/duties.json': {
    kind: 'list',
    id: 'duties',
    title: '事项清单',
    basis: 'assumption',
    merge: 'append',
    purpose: 'obliges',
    perPlace: {
      level: 'village-community',
      kinds: [{ id: 'city', title: '城区' }],
      parts: [{ id: 'duty', title: '履职' }],
      maintainers: ['bureau'],
    },
    entries: [],
  },
  'meetings/council.json': {
    kind: 'meeting',
    id: 'council',
    title: '议事会',
    basis: 'assumption',
    level: 'village-community',
    callers: ['committee'],
    clerks: ['committee'],
    readers: ['resident'],
    members: { register: 'members', key: 'no', name: 'name' },
    agenda: [{ id: 'topic', title: '议题' }],
    print: { title: '会议记录', signatures: [] },
  },
  'elements/all.json': {
    kind: 'elements',
    id: 'dictionary',
    title: '数据元',
    basis: 'assumption',
    elements: [
      {
        id: 'lastMember',
        title: '最近成员',
        type: 'text',
        from: { register: 'members', column: 'name', take: 'latest' },
      },
      { id: 'lastMatter', title: '最近办件', type: 'text', from: { register: 'book', column: 'name', take: 'latest' } },
      { id: 'remark', title: '说明', type: 'text' },
    ],
  },
  'reports/quarter.json': {
    kind: 'report',
    id: 'quarter',
    title: '季度表',
    requestedBy: '旗局',
    period: 'quarter',
    level: 'village-community',
    answeredBy: ['committee'],
    basis: 'assumption',
    elements: [{ element: 'lastMember' }, { element: 'lastMatter' }, { element: 'remark' }],
  },
  'matches/match.json': {
    kind: 'match',
    id: 'match',
    title: '供需对接',
    basis: 'assumption',
    need: { register: 'needs', title: { var: 'name' }, amount: { var: 'size' } },
    resource: { register: 'resources', title: { var: 'name' }, capacity: { var: 'size' } },
    equal: [{ id: 'sort', title: '类别', need: { var: 'sort' }, resource: { var: 'sort' } }],
    within: 'township-street',
    parts: true,
    by: ['committee'],
    confirm: {},
  },
  'indicators/matters.json': indicator('matters', { register: 'book', take: 'count' }, [
    { by: 'column', column: 'name' },
  ]),
  'indicators/members.json': indicator('people', { register: 'members', take: 'count' }, [
    { by: 'column', column: 'name' },
  ]),
  'indicators/cases.json': indicator('running', { cases: 'matter', take: 'count' }),
  'indicators/secret.json': indicator('confidential', { cases: 'secret', take: 'count' }),
  'indicators/money.json': indicator('money', { register: 'account', take: 'sum', column: 'amount' }),
  'indicators/lists.json': indicator('listed', { list: 'duties', take: 'count' }),
  'indicators/reports.json': indicator('handed', { report: 'quarter', take: 'count' }),
  'indicators/meetings.json': indicator('resolutions', { register: 'resolved', take: 'count' }),
};

export const REGISTERS = ['book', 'secrets', 'members', 'needs', 'resources', 'account', 'resolved'] as const;
export const INDICATORS = [
  'matters',
  'people',
  'running',
  'confidential',
  'money',
  'listed',
  'handed',
  'resolutions',
] as const;

/** The packs of a world: the same rules everywhere, with a layer of their own for some regions. */
export function accessPacks(places: readonly { path: string; title: string }[], layered: readonly string[]): Pack[] {
  const sources: PackSource[] = [
    {
      folder: 'zz',
      files: Object.entries({ ...files, 'places.json': { places: [...places] } }).map(([path, json]) => ({
        path,
        json: json as JsonValue,
      })),
    },
    ...layered.map((region, index) => ({
      folder: region.replaceAll('/', '-'),
      files: [
        {
          path: 'pack.json',
          json: { id: region.replaceAll('/', '-'), format: 1, title: `第${index + 1}旗`, region, extends: 'zz' },
        },
        {
          path: 'params/limit.json',
          json: {
            kind: 'param',
            id: 'limit',
            title: '限额',
            unit: 'yuan',
            merge: 'override',
            values: [{ value: 2000 + index, basis: 'assumption' }],
          },
        },
      ],
    })),
  ];
  const packs = validatePacks(sources);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  return [...packs.value];
}
