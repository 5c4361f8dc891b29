/** Words of the pack that the tests of this room use. */
export const testingWords = {
  place: '演示地区',
  source: '演示文章',
  threshold: '采购方式分界',
  quote: '20万元以下的项目由社区自行采购',
  route: '采购方式',
  question: '这个项目怎样采购？',
  amount: '单个项目金额',
  own: '社区自行采购',
  tender: '公开招标',
  application: '项目申请表',
} as const;
