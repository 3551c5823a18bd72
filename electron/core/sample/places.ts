import type { SeededRandom } from './random.ts';

const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '黄',
  '赵',
  '吴',
  '周',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '林',
] as const;
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '娟',
  '涛',
  '明',
  '秀英',
  '桂兰',
  '建华',
  '志强',
  '晓东',
  '海燕',
] as const;
const ROADS = ['青溪路', '解放街', '人民路', '桥头巷', '东湖路', '学院路', '新河街', '竹园路'] as const;
const SHOPS = ['便民超市', '五金店', '面馆', '药房', '服装店', '理发店'] as const;
const WORKS = ['纺织有限公司', '机械厂', '塑料制品厂', '食品有限公司'] as const;

export type CustomerClass = 'household' | 'commercial' | 'industrial' | 'agricultural';

export function customerName(random: SeededRandom, customerClass: CustomerClass): string {
  const person = random.pick(SURNAMES) + random.pick(GIVEN);
  if (customerClass === 'commercial') return `${person}${random.pick(SHOPS)}`;
  if (customerClass === 'industrial') return `青溪${random.pick(WORKS)}`;
  return customerClass === 'agricultural' ? `${person}（灌溉）` : person;
}

export function customerAddress(random: SeededRandom): string {
  return `${random.pick(ROADS)}${random.between(1, 399)}号${random.between(1, 18)}幢${random.between(101, 1803)}室`;
}
