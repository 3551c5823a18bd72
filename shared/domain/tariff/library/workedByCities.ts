import type { ShippedTariff } from './types.ts';

/** Prices of two cities that also show their customers how a bill of them is worked out. */
const SEYMOUR = 'City of Seymour, residential electricity, bill comparison (cityofseymour.org)';
const GOODLAND = 'City of Goodland, utility rates (goodlandks.gov)';
const month = { startOn: '2024-07-01', endOn: '2024-08-01' };

type Block = readonly [upToKwh: string | null, price: string];

/** Blocks, power cost, customer charge, and the city's sales tax on top. */
const seymour = (blocks: readonly Block[]) => ({
  tax: { mode: 'added', percent: '1' },
  items: [
    {
      kind: 'tiered_energy',
      code: 'blocks',
      name: 'Energy in blocks',
      basis: 'month',
      tiers: blocks.map(([upToKwh, price]) => ({ upToKwh, price })),
    },
    { kind: 'energy', code: 'power', name: 'Power cost', price: '0.085' },
    { kind: 'fixed', code: 'base', name: 'Base customer charge', per: 'month', amount: '7.50' },
  ],
});

export const seymourWinter: ShippedTariff = {
  tariffCode: 'us_seymour_residential_winter',
  name: 'Seymour residential, winter rates',
  customerClass: 'household',
  startOn: '2024-01-01',
  documentNo: SEYMOUR,
  content: {
    ...seymour([
      ['250', '0.064'],
      ['700', '0.049'],
      [null, '0.0446'],
    ]),
    cases: [
      {
        name: '1,200 kWh',
        source: SEYMOUR,
        ...month,
        total: '1200',
        expectedLines: { blocks: '60.35', power: '102.00', base: '7.50', tax: '1.70' },
        expectedTotal: '171.55',
      },
    ],
  },
};

export const seymourSummer: ShippedTariff = {
  tariffCode: 'us_seymour_residential_summer',
  name: 'Seymour residential, summer rates',
  customerClass: 'household',
  startOn: '2024-01-01',
  documentNo: SEYMOUR,
  content: {
    ...seymour([
      ['250', '0.064'],
      ['700', '0.049'],
      ['1250', '0.0475'],
      [null, '0.0446'],
    ]),
    cases: [
      {
        name: '2,000 kWh',
        source: SEYMOUR,
        ...month,
        total: '2000',
        expectedLines: { blocks: '97.63', power: '170.00', base: '7.50', tax: '2.75' },
        expectedTotal: '277.88',
      },
    ],
  },
};

const meterCharge = (amount: string) => ({
  kind: 'fixed',
  code: 'meter',
  name: 'Meter charge',
  per: 'month',
  amount,
});

export const goodlandSmallCommercial: ShippedTariff = {
  tariffCode: 'us_goodland_small_commercial',
  name: 'Goodland small commercial',
  customerClass: 'commercial',
  startOn: '2024-01-01',
  documentNo: GOODLAND,
  content: {
    items: [{ kind: 'energy', code: 'energy', name: 'Electric', price: '0.11' }, meterCharge('25.00')],
    cases: [
      {
        name: '1,000 kWh',
        source: GOODLAND,
        ...month,
        total: '1000',
        expectedLines: { energy: '110.00' },
        expectedTotal: '135.00',
      },
    ],
  },
};

export const goodlandLargeCommercial: ShippedTariff = {
  tariffCode: 'us_goodland_large_commercial',
  name: 'Goodland large commercial',
  customerClass: 'commercial',
  startOn: '2024-01-01',
  documentNo: GOODLAND,
  content: {
    items: [
      { kind: 'energy', code: 'energy', name: 'Electric', price: '0.09' },
      meterCharge('15.00'),
      { kind: 'demand', code: 'demand', name: 'Electric demand', price: '9.50' },
    ],
    cases: [
      {
        name: '1,000 kWh and 10 kW',
        source: GOODLAND,
        ...month,
        total: '1000',
        demand: { maxKw: '10' },
        expectedLines: { energy: '90.00', meter: '15.00', demand: '95.00' },
        expectedTotal: '200.00',
      },
    ],
  },
};
