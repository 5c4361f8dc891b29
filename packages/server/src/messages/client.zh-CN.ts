/** Sentences the typed client needs before any answer of the service is there. */
export const clientMessages = {
  unreachableTitle: '连接不上服务',
  unreachable: '暂时连接不上服务，填写的内容没有提交。请检查网络后重试。',
  unreadableTitle: '服务的答复无法读取',
  unreadable: '服务的答复无法读取，请稍后重试；如多次出现，请联系系统管理员。',
} as const;
