import type { LibraryTariff } from './types.ts';

/**
 * Prices of examination questions of the trade, whose authors worked bills of them out: templates for an office that begins.
 * They name no province and hardly a date: the versions begin in 2001.
 */
const TWO_PART = '抄表核算收费员题库，简答题（examk.com 1123548778）';
const SUSPENSION = '用电检查题库，计算题（274949.com 28841077）';
const IRRIGATION = '电费核算题库，第1题（itgle.com q2uS2q0）';
const TEMPORARY = '电费核算题库，计算题（274949.com 28911379）';

const fund = (code: string, name: string, price: string) => ({ kind: 'surcharge', code, name, price });
const powerFactorOn = (...of: string[]) => ({
  kind: 'power_factor',
  code: 'power_factor',
  name: '力调电费',
  of,
  source: '(83)水电财字第215号',
});

export const twoPartTimeOfUse: LibraryTariff = {
  tariffCode: 'cn_two_part_time_of_use',
  name: '大工业峰谷（10千伏，题库）',
  customerClass: 'industrial',
  startOn: '2001-01-01',
  documentNo: TWO_PART,
  prices: 'exercise',
  content: {
    items: [
      { kind: 'capacity', code: 'basic_capacity', name: '基本电费（容量）', price: '15' },
      {
        kind: 'time_of_use',
        code: 'energy',
        name: '电度电费',
        prices: { peak: '0.675', flat: '0.45', valley: '0.225' },
      },
      powerFactorOn('basic_capacity', 'energy'),
      fund('fund_three_gorges', '三峡基金', '0.007'),
      fund('fund_loan', '还贷资金', '0.02'),
      fund('fund_city', '地方附加费', '0.007'),
    ],
    cases: [
      {
        name: '5000千伏安，动力用电',
        source: TWO_PART,
        startOn: '2001-10-01',
        endOn: '2001-11-01',
        powerFactorStandard: '0.90',
        capacityKva: '5000',
        basicChargeBy: 'capacity',
        total: '509800',
        periods: { peak: '107700', flat: '321700', valley: '80400' },
        reactiveKvarh: '110100',
        expectedLines: {
          basic_capacity: '75000.00',
          energy: '235552.50',
          power_factor: '-2329.14',
        },
      },
      {
        name: '1630千伏安，11日起暂停1000千伏安、计收一半',
        source: SUSPENSION,
        startOn: '2001-06-01',
        endOn: '2001-07-01',
        powerFactorStandard: '0.90',
        capacityKva: '1630',
        supplyChanges: [{ startOn: '2001-06-11', capacityKva: '1130' }],
        basicChargeBy: 'capacity',
        total: '1000',
        periods: { peak: '0', flat: '1000', valley: '0' },
        reactiveKvarh: '484.3',
        expectedLines: { basic_capacity: '19450.00' },
      },
    ],
  },
};

export const irrigation: LibraryTariff = {
  tariffCode: 'cn_irrigation',
  name: '农业排灌（题库）',
  customerClass: 'agricultural',
  startOn: '2001-01-01',
  documentNo: IRRIGATION,
  prices: 'exercise',
  content: {
    items: [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.2' }, powerFactorOn('energy')],
    cases: [
      {
        name: '500千伏安排灌站，功率因数0.80',
        source: IRRIGATION,
        startOn: '2001-07-01',
        endOn: '2001-08-01',
        powerFactorStandard: '0.85',
        total: '40000',
        reactiveKvarh: '30000',
        expectedLines: { energy: '8000.00' },
        expectedTotal: '8200.00',
      },
    ],
  },
};

export const temporarySupply: LibraryTariff = {
  tariffCode: 'cn_temporary_supply',
  name: '临时用电（题库）',
  customerClass: 'commercial',
  startOn: '2001-01-01',
  documentNo: TEMPORARY,
  prices: 'exercise',
  content: {
    items: [
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.641' },
      fund('fund_three_gorges', '三峡基金', '0.004'),
      fund('fund_rural', '农网还贷资金', '0.02'),
      fund('fund_resettlement', '库区移民基金', '0.002'),
    ],
    cases: [
      {
        name: '无表，按容量和时数定量5336千瓦时',
        source: TEMPORARY,
        startOn: '2001-06-01',
        endOn: '2001-07-01',
        total: '5336',
        expectedLines: {
          energy: '3420.38',
          fund_three_gorges: '21.34',
          fund_rural: '106.72',
          fund_resettlement: '10.67',
        },
        expectedTotal: '3559.11',
      },
    ],
  },
};
