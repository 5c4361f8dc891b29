/** Sentences of checkpoints and their verification. */
export const auditMessages = {
  issues: {
    auditKeyUnreadable:
      '签名密钥“{path}”读不了（{reason}）。请检查位置和权限；不要另建一把，否则以前的检查点无法核对。',
    publicKeyMissing: '找不到公钥文件“{path}”。请用 --key 指明交接检查点时一并交出的公钥文件。',
    publicKeyUnreadable: '公钥文件“{path}”读不了（{reason}）。应为 Ed25519 公钥（PEM 格式）。',
    noCheckpoints: '文件夹“{path}”里没有检查点（checkpoint-….json）。没有另存的检查点，无法发现整体改写。',
    checkpointUnreadable: '检查点“{checkpoint}”读不出来，可能不完整。请向保管单位另取一份。',
    checkpointForged: '检查点“{checkpoint}”不是用公钥 {key} 对应的密钥签的，或内容被改过。请与打印件上的指纹核对。',
    checkpointUnwritable: '检查点写不到“{path}”：{reason}',
  } as Record<string, string>,
  page: {
    title: '数据检查点交接单',
    demo: '演示数据·人员虚构',
    intro:
      '本页记录数据库在下列时刻的状态。日后用它和公钥可以查出此前的任何改动、删除或调换。请与同名的电子文件一并交另一单位保管。',
    fingerprint: '指纹（交接时逐组核对）',
    rows: {
      cell: '数据库名称',
      at: '制作时间',
      events: '事件条数',
      hash: '末条事件校验值',
      commits: '保存次数',
      journal: '保存日志校验值',
      key: '签名公钥编号',
      file: '电子文件',
    },
    hand: { from: '移交人（签字）', to: '接收单位（盖章）', receiver: '接收人（签字）', date: '移交日期' },
    note: '核对命令：npx cebao audit verify --checkpoints 检查点文件夹 --key 公钥文件',
  },
} as const;
