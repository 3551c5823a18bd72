/** The same done for several rows at once. */
export const several = {
  outcome: '结果',
  noneMarked: '请先勾选',
  stop: '停止',
  soFar: '共 {{total}} 个：已完成 {{done}} 个，未办成 {{failed}} 个',
  states: { waiting: '等待', working: '办理中……', left: '已停止，未办' },
};
