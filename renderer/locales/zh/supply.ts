export const supply = {
  title: '供用电约定',
  set: '变更约定',
  none: '没有约定：按用电点的容量计算',
  kind: '事由',
  capacity: '容量（千伏安）',
  contract: '合同需量（千瓦）',
  basicChargeBy: '基本电费计费方式',
  powerFactor: '功率因数标准',
  pauseHint: '暂停期间填 0 或保留运行的容量',
  kinds: { start: '新装', change: '变更', pause: '暂停', resume: '恢复', end: '终止' },
  ways: { capacity: '按容量', contract: '按合同需量', actual: '按实际需量' },
};
