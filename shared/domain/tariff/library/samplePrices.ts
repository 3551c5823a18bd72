import type { ShippedTariff } from './types.ts';

/**
 * Tariffs of the sample office for classes whose prices change every month or differ from place to
 * place. The figures are made up and say so in their document number; the arithmetic is not.
 */
const documentNo = '样例价格表（非公布价格）';
const month = { startOn: '2026-10-01', endOn: '2026-11-01' };
const tax = { mode: 'included', percent: '13' };
const funds = [
  { kind: 'surcharge', code: 'fund_reservoir', name: '大中型水库移民后期扶持资金', price: '0.0062' },
  { kind: 'surcharge', code: 'fund_renewable', name: '可再生能源电价附加', price: '0.019' },
];
const source = '按本文件价格表手工计算';

export const sampleCommercial: ShippedTariff = {
  tariffCode: 'sample_commercial',
  name: '一般工商业分时',
  customerClass: 'commercial',
  startOn: '2021-01-01',
  documentNo,
  content: {
    priceClass: { category: ['工商业用电', '单一制'], voltageLevel: 'below_1kv' },
    tax,
    items: [
      {
        kind: 'time_of_use',
        code: 'energy',
        name: '电度电费',
        prices: { sharp: '1.2064', peak: '0.9846', flat: '0.6512', valley: '0.3178' },
      },
      ...funds,
      { kind: 'fixed', code: 'metering', name: '计量服务费', per: 'month', amount: '12.00' },
    ],
    cases: [
      {
        name: '四时段、两项基金与固定费用',
        source,
        ...month,
        total: '1000',
        periods: { sharp: '100', peak: '300', flat: '400', valley: '200' },
        expectedLines: {
          energy: '740.06',
          fund_reservoir: '6.20',
          fund_renewable: '19.00',
          metering: '12.00',
        },
        expectedTotal: '777.26',
      },
    ],
  },
};

export const sampleIndustrial: ShippedTariff = {
  tariffCode: 'sample_industrial',
  name: '大工业两部制',
  customerClass: 'industrial',
  startOn: '2021-01-01',
  documentNo,
  content: {
    priceClass: { category: ['工商业用电', '两部制'], voltageLevel: '1_to_10kv' },
    tax,
    items: [
      { kind: 'capacity', code: 'basic', name: '基本电费', price: '30' },
      {
        kind: 'time_of_use',
        code: 'energy',
        name: '电度电费',
        prices: { sharp: '1.0826', peak: '0.8837', flat: '0.5841', valley: '0.2845', deep_valley: '0.1962' },
      },
      ...funds,
    ],
    cases: [
      {
        name: '315千伏安、四时段',
        source,
        ...month,
        total: '20000',
        periods: { sharp: '2000', peak: '6000', flat: '7000', valley: '5000' },
        capacityKva: '315',
        expectedLines: {
          basic: '9450.00',
          energy: '12978.60',
          fund_reservoir: '124.00',
          fund_renewable: '380.00',
        },
        expectedTotal: '22932.60',
      },
    ],
  },
};

export const sampleAgricultural: ShippedTariff = {
  tariffCode: 'sample_agricultural',
  name: '农业生产',
  customerClass: 'agricultural',
  startOn: '2021-01-01',
  documentNo,
  content: {
    priceClass: { category: ['农业生产用电'], voltageLevel: 'below_1kv' },
    tax,
    items: [
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.6985' },
      { kind: 'surcharge', code: 'fund_reservoir', name: '大中型水库移民后期扶持资金', price: '0.0062' },
    ],
    cases: [
      {
        name: '135千瓦时',
        source,
        ...month,
        total: '135',
        expectedLines: { energy: '94.30', fund_reservoir: '0.84' },
        expectedTotal: '95.14',
      },
    ],
  },
};
