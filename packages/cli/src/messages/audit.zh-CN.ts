/** Sentences of `cebao audit`. `{name}` takes a particular. */
export const auditWords = {
  help: {
    audit: '数据检查点：制作并交给另一单位保管，日后据此查出任何改动',
    checkpoint: '制作签名的检查点文件和可打印的交接单（服务运行时也可以）',
    verify: '用另存的检查点和公钥核对数据库，列出被改动、删除、调换之处',
    to: '检查点写到哪个文件夹',
    checkpoints: '另存的检查点所在的文件夹',
    key: '签名密钥文件（默认：数据文件夹里的 audit-key.pem，没有则新建）',
    publicKey: '公钥文件（默认：检查点文件夹里的 audit-key.pub.pem）',
  },
  hintTo: '请写明检查点写到哪个文件夹，如 --to 检查点',
  hintCheckpoints: '请写明另存的检查点在哪个文件夹，如 --checkpoints 检查点',
  made: '检查点已写到 {file}',
  reaches: '  共 {events} 条事件，{commits} 次保存',
  fingerprint: '  指纹 {fingerprint}',
  handOut: '请打印 {page} ，连同检查点文件交另一单位保管。首次交接时一并交出公钥 {publicKey} 。',
  sound:
    '核对无误：{events} 条事件，{commits} 次保存，{documents} 份内容，{decisions} 条判定记录，{attachments} 个附件。',
  covered: '{count} 个检查点可证明到第 {events} 条事件、第 {commits} 次保存；其后的内容前后衔接，待下一个检查点证明。',
  found: '发现 {count} 处不符：',
  expected: '应为 {expected}，实际是 {found}',
  against: '依据：{checkpoint}',
  before: '在此之前的检查点相符：{before}',
  nothing: '（没有）',
  next: '下一步：停止服务，不要改动数据库；把数据文件夹整个复制一份封存；报告负责人和保管检查点的单位；再用不晚于相符检查点的备份恢复到另一个文件夹（cebao restore），逐条比对上面列出的位置。',
} as const;
