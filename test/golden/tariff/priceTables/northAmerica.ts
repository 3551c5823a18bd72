import type { ShippedTariff } from '#shared/domain/tariff/index.ts';

const arithmetic = 'arithmetic on the published rates';
const july = { startOn: '2024-07-01', endOn: '2024-08-01' };
const january = { startOn: '2024-01-01', endOn: '2024-02-01' };
const energyTiers = (limits: readonly (readonly [string | null, string])[]) =>
  limits.map(([upToKwh, price]) => ({ upToKwh, price }));

/**
 * Elberton, Georgia (elbertonutilities.net, rates and fees): tiers that rise in summer (May to October) and fall in
 * the other months, a base charge of 16.00 and a bill of at least 18.00.
 */
export const elbertonResidential: ShippedTariff = {
  tariffCode: 'us_elberton_residential',
  name: 'Elberton residential',
  customerClass: 'household',
  startOn: '2024-01-01',
  documentNo: 'Elberton Utilities, rates and fees',
  content: {
    items: [
      { kind: 'fixed', code: 'base', name: 'Base charge', per: 'month', amount: '16.00' },
      {
        kind: 'tiered_energy',
        code: 'summer',
        name: 'Energy, May to October',
        basis: 'month',
        tiers: energyTiers([
          ['500', '0.1125'],
          ['1000', '0.1175'],
          [null, '0.1250'],
        ]),
        when: { months: [5, 6, 7, 8, 9, 10] },
      },
      {
        kind: 'tiered_energy',
        code: 'winter',
        name: 'Energy, November to April',
        basis: 'month',
        tiers: energyTiers([
          ['500', '0.1125'],
          ['1000', '0.1025'],
          [null, '0.0950'],
        ]),
        when: { months: [1, 2, 3, 4, 11, 12] },
      },
      {
        kind: 'minimum',
        code: 'minimum',
        name: 'Minimum bill',
        amount: '18.00',
        of: ['base', 'summer', 'winter'],
      },
    ],
    cases: [
      {
        name: '1,200 kWh in July',
        source: arithmetic,
        ...july,
        total: '1200',
        expectedLines: { base: '16.00', summer: '140.00' },
        expectedTotal: '156.00',
      },
      {
        name: '1,200 kWh in January',
        source: arithmetic,
        ...january,
        total: '1200',
        expectedTotal: '142.50',
      },
      {
        name: '10 kWh are lifted to the minimum bill',
        source: arithmetic,
        ...july,
        total: '10',
        expectedLines: { summer: '1.13', minimum: '0.87' },
        expectedTotal: '18.00',
      },
    ],
  },
};

/**
 * Roanoke Electric Cooperative, North Carolina, Schedule F (roanokeelectric.com), single phase, billed demand below
 * 100 kW: the first 15 kW are free, energy has four blocks.
 */
export const roanokeCommercial: ShippedTariff = {
  tariffCode: 'us_roanoke_schedule_f',
  name: 'Roanoke commercial, Schedule F',
  customerClass: 'commercial',
  startOn: '2024-01-01',
  documentNo: 'Roanoke Electric Cooperative, Schedule F',
  content: {
    items: [
      { kind: 'fixed', code: 'facilities', name: 'Basic facilities charge', per: 'month', amount: '45.00' },
      {
        kind: 'demand',
        code: 'demand',
        name: 'Demand charge',
        tiers: [
          { upToKw: '15', price: '0' },
          { upToKw: null, price: '9.50' },
        ],
      },
      {
        kind: 'tiered_energy',
        code: 'energy',
        name: 'Energy charge',
        basis: 'month',
        tiers: energyTiers([
          ['2500', '0.1288'],
          ['10000', '0.0918'],
          ['50000', '0.0776'],
          [null, '0.0660'],
        ]),
      },
    ],
    cases: [
      {
        name: '6,000 kWh, 40 kW',
        source: arithmetic,
        ...july,
        total: '6000',
        demand: { maxKw: '40' },
        expectedLines: { demand: '237.50', energy: '643.30' },
        expectedTotal: '925.80',
      },
      {
        name: '60,000 kWh, 99 kW: all four blocks',
        source: arithmetic,
        ...july,
        total: '60000',
        demand: { maxKw: '99' },
        expectedLines: { demand: '798.00', energy: '4774.50' },
        expectedTotal: '5617.50',
      },
      {
        name: '15 kW are free',
        source: arithmetic,
        ...july,
        total: '0',
        demand: { maxKw: '15' },
        expectedTotal: '45.00',
      },
    ],
  },
};
