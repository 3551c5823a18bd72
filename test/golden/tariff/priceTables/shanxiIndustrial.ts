import type { ShippedTariff } from '#shared/domain/tariff/index.ts';

/**
 * Large industry of Shanxi at 1 to 10 kV (山西电网销售电价表，附件2): 0.5132 yuan with all funds, 24 yuan a kVA or
 * 36 yuan a kW. The notes of the table name each fund, so that every one is a line of its own and the rest, 0.4585,
 * is the energy price. Prices of 2016: the surcharge for renewable energy is already 0.019, the city surcharge not
 * yet abolished.
 */
const note = '表注';
const fund = (code: string, name: string, price: string, of: string) => ({
  kind: 'surcharge',
  code,
  name,
  price,
  source: `${note}${of}`,
});
const month = { startOn: '2016-10-01', endOn: '2016-11-01' };
const source = '按公布电价表计算';
const account = { powerFactorStandard: '0.90', capacityKva: '315', basicChargeBy: 'capacity' };

export const shanxiIndustrial: ShippedTariff = {
  tariffCode: 'sx_industrial_10kv',
  name: '山西大工业（1-10千伏）',
  customerClass: 'industrial',
  startOn: '2016-01-01',
  documentNo: '山西电网销售电价表（附件2）',
  content: {
    priceClass: { category: ['大工业用电'], voltageLevel: '1_to_10kv' },
    tax: { mode: 'included', percent: '17' },
    items: [
      {
        kind: 'capacity',
        code: 'basic_capacity',
        name: '基本电费（容量）',
        price: '24',
        when: { basicChargeBy: ['capacity'] },
      },
      {
        kind: 'contract_demand',
        code: 'basic_contract',
        name: '基本电费（合同需量）',
        price: '36',
        when: { basicChargeBy: ['contract'] },
      },
      {
        kind: 'actual_demand',
        code: 'basic_actual',
        name: '基本电费（实际需量）',
        price: '36',
        when: { basicChargeBy: ['actual'] },
      },
      { kind: 'energy', code: 'energy', name: '电度电费', price: '0.4585' },
      {
        kind: 'power_factor',
        code: 'power_factor',
        name: '力调电费',
        of: ['basic_capacity', 'basic_contract', 'basic_actual', 'energy'],
        source: '(83)水电财字第215号',
      },
      fund('fund_water', '国家重大水利工程建设基金', '0.007', '1'),
      fund('fund_city', '城市公用事业附加', '0.005', '2'),
      fund('fund_renewable', '可再生能源电价附加', '0.019', '3'),
      fund('fund_resettlement', '大中型水库移民后期扶持资金', '0.0032', '4'),
      fund('fund_small_reservoir', '小型水库移民后期扶持资金', '0.0005', '5'),
      fund('fund_rural', '农网还贷资金', '0.02', '6'),
    ],
    cases: [
      {
        name: '315千伏安，功率因数0.80',
        source,
        ...month,
        ...account,
        total: '40000',
        reactiveKvarh: '30000',
        expectedLines: {
          basic_capacity: '7560.00',
          energy: '18340.00',
          power_factor: '1295.00',
          fund_rural: '800.00',
        },
        expectedTotal: '29383.00',
      },
      {
        name: '含基金单价0.5132元，功率因数不调整',
        source,
        ...month,
        ...account,
        total: '10000',
        reactiveKvarh: '4843',
        expectedLines: { power_factor: '0.00', basic_capacity: '7560.00' },
        expectedTotal: '12692.00',
      },
      {
        name: '合同需量200千瓦，实际220千瓦',
        source,
        ...month,
        powerFactorStandard: '0.90',
        capacityKva: '315',
        contractKw: '200',
        basicChargeBy: 'contract',
        demand: { maxKw: '220' },
        total: '10000',
        reactiveKvarh: '4843',
        expectedLines: { basic_contract: '7920.00' },
      },
      {
        name: '没有无功电量不能计算',
        source: '(83)水电财字第215号',
        ...month,
        ...account,
        total: '10000',
        expectedStop: 'reactive_missing',
      },
    ],
  },
};
