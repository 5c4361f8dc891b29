/** Sentences of `cebao simulate`. */
export const simulateWords = {
  help: {
    simulate: '从标准输入逐行读入问题（与 decide --batch 相同），比较两个版本的规则各怎样回答，统计有多少结果改变',
    to: '新的规则文件夹（与 --override 至少写一项）',
    override: '在规则之上临时改参数：{"地区路径":{"参数编号":值}}',
    threads: '用几个线程（默认：处理器的个数）',
  },
  names: { threads: '<个数>' },
  hintSides: '没有可比较的另一方。请写明 --to 文件夹，或 --override 要改的参数',
  decision: '{title}（{id}）',
  change: '  {count} 件：{before} → {after}（例：{witness}）',
  refused: '  {count} 件没有回答：{words}（例：{witness}）',
  total: '共 {asked} 件：{same} 件结果不变，{changed} 件改变，{refused} 件没有回答。',
  status: { decided: '有判定', undefined: '无法判定', missingFacts: '还缺填报', invalid: '不符合规定' },
  reason: '理由 ',
  missing: '缺 ',
  warnings: '提示 ',
  assumptions: '假定 ',
  between: '，',
} as const;
