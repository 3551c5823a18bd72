import type { LibraryTariff } from './types.ts';

/**
 * Zhejiang household prices (below 1 kV): yearly tiers to 2,760 and 4,800 kWh, increments of 0.05 and
 * 0.30 yuan; 0.538 yuan without, 0.568 peak (8:00 to 22:00) and 0.288 valley with time of use.
 */
const yearlyTiers = {
  kind: 'tier_increment',
  code: 'tier',
  name: '阶梯加价',
  basis: 'year',
  tiers: [
    { upToKwh: '2760', price: '0' },
    { upToKwh: '4800', price: '0.05' },
    { upToKwh: null, price: '0.30' },
  ],
};

/** Its table 浙江省电网居民生活用电价格表 states both; copies of it do not state its number. */
const DOCUMENT = '浙江省物价局《关于完善居民生活用电阶梯电价政策有关事项的通知》';

/** The answer bills the first two months of a year; its family was granted 1,100 kWh of the first tier in between. */
const EXAMINATION = '阶梯电价计算题，价格同浙江（woyaosouti.com 6BvBmNw6ekwEF5cv4a）';
/** An exercise of programming with the prices of Hangzhou: what eleven months come to, printed to one decimal place. */
const COURSE =
  '杭州电子科技大学《C语言程序设计》先修课，第四章习题“阿福家的电费”（答案3067.4，保留一位小数）';
const month = { startOn: '2026-10-01', endOn: '2026-11-01' };
const tax = { mode: 'included', percent: '13' };
const arithmetic = '按公布电价表计算';

export const zhejiangHousehold: LibraryTariff = {
  tariffCode: 'zj_household',
  name: '居民一户一表',
  customerClass: 'household',
  startOn: '2021-01-01',
  documentNo: DOCUMENT,
  prices: 'published',
  content: {
    priceClass: { category: ['居民生活用电', '一户一表'], voltageLevel: 'below_1kv' },
    tax,
    items: [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.538' }, yearlyTiers],
    cases: [
      {
        name: '年初起2800千瓦时，其中40千瓦时在第二档',
        source: EXAMINATION,
        startOn: '2026-01-01',
        endOn: '2026-02-01',
        total: '2800',
        expectedTotal: '1508.40',
        expectedLines: { energy: '1506.40', tier: '2.00' },
      },
      {
        name: '第一档余量1100千瓦时，本月1200千瓦时',
        source: EXAMINATION,
        startOn: '2026-02-01',
        endOn: '2026-03-01',
        total: '1200',
        usedThisYear: '1660',
        expectedTotal: '650.60',
        expectedLines: { energy: '645.60', tier: '5.00' },
      },
      {
        name: '1至11月5257千瓦时，跨三档',
        source: COURSE,
        startOn: '2026-01-01',
        endOn: '2026-12-01',
        months: 11,
        total: '5257',
        expectedTotal: '3067.37',
        expectedLines: { energy: '2828.27', tier: '239.10' },
      },
      {
        name: '第一档年度余量60千瓦时，本月200千瓦时',
        source: arithmetic,
        ...month,
        total: '200',
        usedThisYear: '2700',
        expectedTotal: '114.60',
      },
      { name: '本月未用电', source: arithmetic, ...month, total: '0', expectedTotal: '0' },
    ],
  },
};

export const zhejiangHouseholdTimeOfUse: LibraryTariff = {
  tariffCode: 'zj_household_tou',
  name: '居民一户一表峰谷',
  customerClass: 'household',
  startOn: '2021-01-01',
  documentNo: DOCUMENT,
  prices: 'published',
  content: {
    priceClass: { category: ['居民生活用电', '一户一表'], voltageLevel: 'below_1kv' },
    tax,
    calendar: {
      rules: [
        { code: 'peak', period: 'peak', windows: [{ from: '08:00', to: '22:00' }] },
        { code: 'valley', period: 'valley', windows: [{ from: '22:00', to: '08:00' }] },
      ],
    },
    items: [
      {
        kind: 'time_of_use',
        code: 'energy',
        name: '电度电费',
        prices: { peak: '0.568', valley: '0.288' },
      },
      yearlyTiers,
    ],
    cases: [
      {
        name: '峰10.76、谷7.53千瓦时',
        source: '浙江居民实际账单（state_grid_info#7）',
        ...month,
        total: '18.29',
        periods: { peak: '10.76', valley: '7.53' },
        expectedTotal: '8.28',
      },
    ],
  },
};
