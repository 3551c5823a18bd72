import type { ShippedTariff } from '#shared/domain/tariff/index.ts';

/**
 * Hunan as published by the government of Yueyang (湖南省电网销售电价表，yueyang.gov.cn 政府信息公开 1742979): prices with
 * funds. Irrigation is cheaper from April to September.
 */
const documentNo = '湖南省电网销售电价表（岳阳市人民政府公布）';
const source = '按公布电价表计算';
const july = { startOn: '2020-07-01', endOn: '2020-08-01' };
const october = { startOn: '2020-10-01', endOn: '2020-11-01' };
const tax = { mode: 'included', percent: '13' };
const startOn = '2020-01-01';

export const hunanIrrigation: ShippedTariff = {
  tariffCode: 'hn_irrigation',
  name: '湖南农业排灌（不满1千伏）',
  customerClass: 'agricultural',
  startOn,
  documentNo,
  content: {
    priceClass: { category: ['农业生产用电', '农业排灌用电'], voltageLevel: 'below_1kv' },
    tax,
    seasonBy: 'days',
    items: [
      {
        kind: 'energy',
        code: 'energy',
        name: '电度电费',
        price: '0.5287',
        when: { months: [1, 2, 3, 10, 11, 12] },
      },
      {
        kind: 'energy',
        code: 'energy_season',
        name: '电度电费（4-9月）',
        price: '0.4837',
        when: { months: [4, 5, 6, 7, 8, 9] },
      },
    ],
    cases: [
      { name: '7月1000千瓦时', source, ...july, total: '1000', expectedTotal: '483.70' },
      { name: '10月1000千瓦时', source, ...october, total: '1000', expectedTotal: '528.70' },
      { name: '未用电', source, ...july, total: '0', expectedTotal: '0' },
    ],
  },
};

export const hunanCommercial: ShippedTariff = {
  tariffCode: 'hn_commercial',
  name: '湖南一般工商业（不满1千伏）',
  customerClass: 'commercial',
  startOn,
  documentNo,
  content: {
    priceClass: { category: ['一般工商业用电'], voltageLevel: 'below_1kv' },
    tax,
    items: [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.7003' }],
    cases: [
      { name: '1千瓦时', source, ...october, total: '1', expectedTotal: '0.70' },
      { name: '945千瓦时', source, ...october, total: '945', expectedTotal: '661.78' },
      { name: '12345千瓦时', source, ...october, total: '12345', expectedTotal: '8645.20' },
    ],
  },
};

export const hunanIndustrial: ShippedTariff = {
  tariffCode: 'hn_industrial_10kv',
  name: '湖南大工业（1-10千伏）',
  customerClass: 'industrial',
  startOn,
  documentNo,
  content: {
    priceClass: { category: ['大工业用电'], voltageLevel: '1_to_10kv' },
    tax,
    items: [
      {
        kind: 'capacity',
        code: 'basic_capacity',
        name: '基本电费（容量）',
        price: '20',
        when: { basicChargeBy: ['capacity'] },
      },
      {
        kind: 'contract_demand',
        code: 'basic_contract',
        name: '基本电费（合同需量）',
        price: '30',
        when: { basicChargeBy: ['contract'] },
      },
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.6437' },
    ],
    cases: [
      {
        name: '容量630千伏安，16日暂停一半',
        source,
        ...october,
        basicChargeBy: 'capacity',
        capacityKva: '630',
        supplyChanges: [{ startOn: '2020-10-16', capacityKva: '315' }],
        total: '50000',
        expectedLines: { basic_capacity: '9660.00', energy: '32185.00' },
        expectedTotal: '41845.00',
      },
      {
        name: '合同需量低于容量的40%',
        source,
        ...october,
        basicChargeBy: 'contract',
        capacityKva: '1000',
        contractKw: '300',
        demand: { maxKw: '100' },
        total: '0',
        expectedTotal: '12000.00',
      },
      {
        name: '没有说明计费方式不能计算',
        source,
        ...october,
        total: '1',
        expectedStop: 'basic_charge_way_missing',
      },
    ],
  },
};
