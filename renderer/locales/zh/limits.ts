/** How the limits of a tier came about. */
export const limits = {
  from: '起点 {{fromKwh}} = {{fromFormula}}',
  upTo: '上限 {{upToKwh}} = {{upToFormula}}',
  demand: '每千瓦的界限乘最大需量 {{kw}} 千瓦',
  household: '比规定多 {{people}} 人，每人每月加 {{personKwh}} 千瓦时',
  days: '每天的界限乘 {{days}} 天',
  months: '每月的界限乘 {{monthShare}} 个月',
  year: '全年的界限按 {{yearMonths}} 个月折算',
  places: '界限保留 {{limitPlaces}} 位小数',
  and: '；',
};
