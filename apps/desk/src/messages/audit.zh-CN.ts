/** Sentences of the page about checkpoints. */
export const auditWords = {
  nav: '数据检查点',
  explain: '检查点记录某一时刻全部数据的校验值，经签名后交另一单位保管。日后据此可以查出此前的任何改动、删除或调换。',
  last: '最近一个检查点',
  at: '制作时间',
  reaches: '证明到',
  reachesText: '第 {events} 条事件、第 {commits} 次保存',
  since: '其后新增',
  sinceText: '{count} 条事件，待下一个检查点证明',
  fingerprint: '指纹',
  fingerprintNote: '交接时与打印的交接单逐组核对。',
  key: '签名公钥编号',
  none: '还没有检查点。',
  daily: '服务每天自动制作一个检查点。',
  notDaily:
    '服务没有开启每天自动制作。请信息技术人员在启动服务时写明 CEBAO_CHECKPOINTS，或用 npx cebao audit checkpoint 手工制作。',
  files: { text: '下载检查点文件', page: '下载交接单', publicKey: '下载公钥' },
  how: '怎样交接',
  steps: [
    '下载检查点文件和交接单，打印交接单。',
    '把检查点文件交另一单位（如上级主管部门）保管，双方在交接单上逐组核对指纹，签字、盖章、存档。',
    '第一次交接时一并交出公钥，并核对签名公钥编号；以后不必再交。',
    '建议检查点文件每天送交，交接单每月至少打印一次。',
  ],
  verify: '怎样核对',
  verifyText: '保管单位或审计人员用自己保管的检查点和公钥运行 npx cebao audit verify，即可列出不符之处和下一步办法。',
} as const;
