/** Sentences of `cebao analyse` and `cebao diff`. */
export const analyseWords = {
  help: {
    analyse: '分析规则的含义：有没有空白、用不到的规则、多余的规则，每处都举出实例',
    diff: '比较两个版本的规则：哪些情况下结果会变，各举一例；没有变化的，给出证明',
    region: '地区路径（默认：每个规则包自己的地区）',
    at: '按哪一天的规则（默认：今天）',
    decision: '只看这一个规则判定',
    budget: '最多算多少步（默认 40000000）；不够时如实说明分析到哪里',
    from: '原来的规则：文件夹，或 git 版本（默认：rules）',
    to: '新的规则：文件夹，或 git 版本（默认：rules）',
    toRegion: '新的一方的地区（默认：与 --region 相同）',
    toAt: '新的一方按哪一天（默认：与 --at 相同）',
  },
  names: { budget: '<步数>', place: '<文件夹或版本>' },
  hintSame: '两边完全一样，没有可比较的。请写明 --from、--to、--to-at 或 --to-region',
  decision: '{title}（{id}，{region}）',
  indented: '  {text}',
  notInForce: '这一天尚未施行或不适用于这一层级，没有分析',
  notExhaustive: '没有分析完（用了 {steps} 步）。以上是已发现的；没有列出的不等于没有',
  analysed:
    '分析了 {decisions} 个规则判定、{rules} 条规则：问题 {faults} 处，提示 {notes} 处，未能确定 {unsettled} 处。',
  comparing: '原来：{from}　{region}　{at}',
  comparingTo: '现在：{to}　{toRegion}　{toAt}',
  changed: '{title}（{id}）：结果有变化',
  added: '{title}（{id}）：新增的规则判定',
  removed: '{title}（{id}）：已删除的规则判定',
  unsettled: '{title}（{id}）：不能确定是否完全相同',
  leftOut: '填报项的类型改了，没有比较：{list}',
  more: '还有其他情况，没有全部列出',
  compared:
    '比较了 {total} 个规则判定：{changed} 个有变化，{added} 个新增，{removed} 个删除，{equal} 个已证明结果完全相同，{unsettled} 个不能确定。',
  issues: {
    revisionUnreadable: '读不了“{name}”：既不是文件夹，也不是 git 版本（{reason}）',
  } as Record<string, string>,
} as const;
