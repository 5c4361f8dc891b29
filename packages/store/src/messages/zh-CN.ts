/**
 * The Chinese words of the store's issue codes; `{name}` stands for a param of the issue.
 *
 * @example
 * storeMessages['staleVersion']; // template
 */
export const storeMessages: Readonly<Record<string, string>> = {
  staleVersion: '内容已被他人更新，请刷新后再试。',
  idempotencyKeyReused: '同一提交编号已用于另一次提交，请重新提交。',
  streamTwice: '同一次保存中，“{stream}”出现了两次。',
  viewTwice: '同一份内容在视图“{view}”中出现了两次。',
  eventPositionUnknown: '决定记录所指的事件（第 {position} 个）不在本次保存之内。',
  revisionDiffers: '政策版本“{revision}”已存有另一份内容，不能覆盖。',
  attachmentExists: '附件编号“{id}”已被使用。',
  textNotStorable: '文字为空或含有无法保存的字符。',
  valueNotStorable: '这一项无法保存（类型：{found}）。',
  jsonTooDeep: '内容层级过深（最多 {limit} 层）。',
  storeClosed: '数据库已关闭。',
  storeInUse: '数据库文件“{path}”正被另一个程序使用。请先停止该程序，再重新打开。',
  storeMissing: '找不到数据库文件“{path}”。',
  cannotOpen: '无法打开数据库文件“{path}”：{reason}',
  notAStore: '文件“{path}”不是策包数据库。',
  schemaTooNew: '数据库由更新版本的程序建立（{found}），请升级程序后再打开。',
  instanceIsNotDemo: '这是正式库，不能作为演示库打开。',
  instanceIsDemo: '这是演示库，不能作为正式库打开。',
  cellDiffers: '数据库属于“{actual}”，而不是“{expected}”。',
  writeFailed: '保存失败，没有任何内容被确认写入。请稍后用同一提交编号再试。（{reason}）',
  readFailed: '读取失败，请稍后再试。（{reason}）',
  backupExists: '备份文件“{path}”已存在，不会覆盖。',
  backupFailed: '备份失败：{reason}',
  backupNotPossible: '内存库不能备份。',
  chainEventMissing: '第 {seq} 条事件缺失。',
  chainEventAltered: '第 {seq} 条事件的内容与其校验值不符，可能被改动。',
  chainPreviousDiffers: '第 {seq} 条事件与前一条不相衔接。',
  chainVersionSkipped: '第 {seq} 条事件在“{stream}”中的次序不连续。',
  chainHeadDiffers: '记录的末尾校验值与第 {seq} 条事件不符。',
  chainUnreadable: '从第 {seq} 条事件起无法读取：{reason}',
  chainCheckpointDiffers: '第 {seq} 条事件与另存的校验值不符，整条记录可能被改写。',
};
