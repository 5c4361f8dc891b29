import type { JsonValue, Result } from '@cebao/engine';
import { type Pack, type PackSource, type Person, validatePacks } from '@cebao/pack';

/** A pack small enough to read in a minute: one question, one flow of three steps, one register, one print. */
export const tinySources: PackSource[] = [
  {
    folder: 'zz',
    files: [
      { path: 'pack.json', json: { id: 'zz', format: 1, title: '测试自治区', region: 'zz' } },
      {
        path: 'sources.json',
        json: {
          sources: [
            {
              id: 'S1',
              kind: 'report',
              title: '测试来源',
              evidencedFrom: { date: '2020-01-01', basis: 'seed' },
              policy: null,
            },
          ],
        },
      },
      {
        path: 'places.json',
        json: {
          places: [
            { path: 'zz', title: '测试自治区' },
            { path: 'zz/one', title: '测试市' },
          ],
        },
      },
    ],
  },
  {
    folder: 'zz-one-two',
    files: [
      {
        path: 'pack.json',
        json: { id: 'zz-one-two', format: 1, title: '测试旗', region: 'zz/one/two', extends: 'zz' },
      },
      {
        path: 'places.json',
        json: {
          places: [
            { path: 'zz/one/two', title: '测试旗' },
            { path: 'zz/one/two/town', title: '演示镇' },
            { path: 'zz/one/two/town/a', title: '演示社区甲' },
            { path: 'zz/one/two/town/b', title: '演示社区乙' },
            { path: 'zz/one/two/far', title: '远镇' },
            { path: 'zz/one/two/far/c', title: '演示社区丙' },
          ],
        },
      },
      {
        path: 'roles.json',
        json: {
          roles: [
            {
              id: 'worker',
              title: '社区工作人员',
              actsFor: 'committee',
              level: 'village-community',
              may: ['open', 'export'],
            },
            { id: 'clerk', title: '镇经办人', actsFor: 'town', level: 'township-street', may: ['oversee', 'export'] },
            { id: 'signer', title: '居民代表', actsFor: 'resident', level: 'village-community' },
            { id: 'evaluator', title: '评估人员', actsFor: 'evaluator', organisation: true },
            { id: 'drafter', title: '规则起草人', actsFor: 'bureau', level: 'banner-county', may: ['draft'] },
            {
              id: 'publisher',
              title: '规则审核人',
              actsFor: 'bureau',
              level: 'banner-county',
              may: ['draft', 'publish'],
            },
            { id: 'admin', title: '系统管理员', actsFor: 'system', level: 'banner-county', may: ['administer'] },
          ],
          bodies: [
            { id: 'committee', title: '居委会', level: 'village-community' },
            { id: 'town', title: '镇', level: 'township-street' },
            { id: 'resident', title: '居民', level: 'village-community' },
            { id: 'evaluator', title: '评估机构' },
            { id: 'bureau', title: '旗局', level: 'banner-county' },
            { id: 'system', title: '系统', level: 'banner-county' },
          ],
        },
      },
      {
        path: 'params/limit.json',
        json: {
          kind: 'param',
          id: 'limit',
          title: '限额',
          unit: 'yuan',
          merge: 'override',
          values: [{ value: 1000, basis: 'seed', sources: [{ source: 'S1', quote: '限额一千元' }] }],
        },
      },
      {
        path: 'decisions/route.json',
        json: {
          kind: 'decision',
          id: 'tiny/route',
          asks: 'rule',
          title: '办理方式',
          question: '按哪种方式办理？',
          basis: 'seed',
          sources: [{ source: 'S1', quote: '限额一千元' }],
          facts: { amount: { type: 'number', title: '金额', unit: 'yuan', required: true, min: 0 } },
          rules: [
            {
              id: 'small',
              when: { '<=': [{ var: 'amount' }, { param: 'limit' }] },
              then: { value: { object: { route: 'direct' } } },
            },
            { id: 'large', then: { value: { object: { route: 'tender' } } } },
          ],
          labels: { route: '方式', direct: '自行办理', tender: '公开招标' },
        },
      },
      {
        path: 'forms/apply.json',
        json: {
          kind: 'form',
          id: 'tiny/apply',
          title: '申请表',
          schema: {
            type: 'object',
            required: ['name', 'amount'],
            properties: {
              name: { type: 'string', title: '名称', maxLength: 60 },
              amount: { type: 'number', title: '金额', minimum: 0 },
              evaluator: { type: 'string', title: '评估机构' },
            },
            additionalProperties: false,
          },
        },
      },
      {
        path: 'forms/review.json',
        json: {
          kind: 'form',
          id: 'tiny/review',
          title: '审核表',
          schema: {
            type: 'object',
            required: ['conclusion'],
            properties: { conclusion: { type: 'string', title: '结论', enum: ['agree', 'refuse'] } },
            additionalProperties: false,
          },
        },
      },
      {
        path: 'flows/matter.json',
        json: {
          kind: 'flow',
          id: 'tiny/matter',
          title: '小办件',
          basis: 'seed',
          sources: [{ source: 'S1', quote: '限额一千元' }],
          reasons: { outOfOrder: 'tooEarly', wrongActor: 'wrongHands' },
          steps: [
            {
              id: 'apply',
              title: '申请',
              action: '提交申请',
              actors: ['committee'],
              form: 'tiny/apply',
              decisions: [{ decision: 'tiny/route', as: 'route' }],
            },
            {
              id: 'review',
              title: '审核',
              action: '提交审核意见',
              actors: ['town'],
              form: 'tiny/review',
              returnsTo: ['apply'],
              outcomes: [{ when: { '==': [{ var: 'conclusion' }, 'refuse'] }, ends: 'refused' }],
            },
            { id: 'confirm', title: '确认', actors: ['committee'], signatures: ['resident'] },
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
              after: 'review',
              rows: [
                { label: '名称', value: { var: 'name' } },
                { label: '金额', value: { var: 'amount' }, format: 'money' },
              ],
              signatures: [{ label: '经办人' }, { label: '负责人', stamp: true }],
            },
          ],
        },
      },
      {
        path: 'registers/book.json',
        json: {
          kind: 'register',
          id: 'tiny/book',
          title: '办件台账',
          flow: 'tiny/matter',
          after: 'apply',
          columns: [
            { id: 'name', title: '名称', value: { var: 'name' } },
            { id: 'amount', title: '金额', value: { var: 'amount' }, format: 'money' },
          ],
        },
      },
      {
        path: 'messages/zh-CN.json',
        json: { reasons: { tooEarly: '前面的环节还没有完成', wrongHands: '办理主体不符' } },
      },
    ],
  },
] as { folder: string; files: { path: string; json: JsonValue }[] }[];

export const VILLAGE_A = 'zz/one/two/town/a';
export const VILLAGE_B = 'zz/one/two/town/b';
export const VILLAGE_C = 'zz/one/two/far/c';

export function tinyPacks(): readonly Pack[] {
  const packs: Result<readonly Pack[]> = validatePacks(tinySources);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  return packs.value;
}

const person = (id: string, name: string, role: string, place: string, organisation?: string): Person => ({
  id,
  name,
  assignments: [{ role, place, ...(organisation === undefined ? {} : { organisation }) }],
});

export const cast: readonly Person[] = [
  person('worker-a', '测试甲', 'worker', VILLAGE_A),
  person('worker-b', '测试乙', 'worker', VILLAGE_B),
  person('worker-c', '测试丙', 'worker', VILLAGE_C),
  person('clerk', '测试镇', 'clerk', 'zz/one/two/town'),
  person('signer-a', '测试签', 'signer', VILLAGE_A),
  person('eval-1', '测试评', 'evaluator', 'zz/one/two', 'org-1'),
  person('eval-2', '测试评二', 'evaluator', 'zz/one/two', 'org-2'),
  person('drafter', '测试起草', 'drafter', 'zz/one/two'),
  person('publisher', '测试审核', 'publisher', 'zz/one/two'),
  person('admin', '测试管理', 'admin', 'zz/one/two'),
];

export const organisations = [
  { id: 'org-1', title: '演示评估机构一' },
  { id: 'org-2', title: '演示评估机构二' },
];
