import type { LibraryTariff } from './types.ts';

/** Prices of two cities and of a company that also show their customers how a bill of them is worked out. */
const SEYMOUR = 'City of Seymour, residential electricity, bill comparison (cityofseymour.org)';
const IDAHO_POWER = 'Idaho Power, Oregon agricultural irrigation rates (idahopower.com)';
const GOODLAND = 'City of Goodland, utility rates (goodlandks.gov)';
const month = { startOn: '2024-07-01', endOn: '2024-08-01' };

type Block = readonly [upToKwh: string | null, price: string];

/** Blocks, power cost (as it was until 25 July 2019), customer charge, and the city's sales tax on top. */
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

export const seymourWinter: LibraryTariff = {
  tariffCode: 'us_seymour_residential_winter',
  name: 'Seymour residential, winter rates',
  customerClass: 'household',
  startOn: '2019-01-01',
  documentNo: SEYMOUR,
  prices: 'published',
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

export const seymourSummer: LibraryTariff = {
  tariffCode: 'us_seymour_residential_summer',
  name: 'Seymour residential, summer rates',
  customerClass: 'household',
  startOn: '2019-01-01',
  documentNo: SEYMOUR,
  prices: 'published',
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

export const goodlandSmallCommercial: LibraryTariff = {
  tariffCode: 'us_goodland_small_commercial',
  name: 'Goodland small commercial',
  customerClass: 'commercial',
  startOn: '2024-01-01',
  documentNo: GOODLAND,
  prices: 'published',
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

export const goodlandLargeCommercial: LibraryTariff = {
  tariffCode: 'us_goodland_large_commercial',
  name: 'Goodland large commercial',
  customerClass: 'commercial',
  startOn: '2024-01-01',
  documentNo: GOODLAND,
  prices: 'published',
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

const inSeason = { months: [6, 7, 8, 9] };
const outOfSeason = { months: [1, 2, 3, 4, 5, 10, 11, 12] };
const service = (code: string, amount: string, when: object) => ({
  kind: 'fixed',
  code,
  name: 'Service charge',
  per: 'month',
  amount,
  when,
});
const usage = (code: string, price: string, when: object) => ({
  kind: 'energy',
  code,
  name: 'Energy usage',
  price,
  when,
});

/** Irrigation: demand is charged from June to September alone. */
export const idahoPowerIrrigation: LibraryTariff = {
  tariffCode: 'us_idaho_power_oregon_irrigation',
  name: 'Idaho Power irrigation, Oregon',
  customerClass: 'agricultural',
  startOn: '2024-01-01',
  documentNo: IDAHO_POWER,
  prices: 'published',
  content: {
    items: [
      service('service_in_season', '30.00', inSeason),
      service('service_out_of_season', '6.00', outOfSeason),
      { kind: 'demand', code: 'demand', name: 'Billing demand', price: '9.70', when: inSeason },
      usage('energy_in_season', '0.090205', inSeason),
      usage('energy_out_of_season', '0.074760', outOfSeason),
    ],
    cases: [
      {
        name: 'In season: 4,000 kWh and 10 kW',
        source: IDAHO_POWER,
        ...month,
        total: '4000',
        demand: { maxKw: '10' },
        expectedLines: { service_in_season: '30.00', demand: '97.00', energy_in_season: '360.82' },
        expectedTotal: '487.82',
      },
      {
        name: 'Out of season: 4,000 kWh and 10 kW',
        source: IDAHO_POWER,
        startOn: '2024-03-01',
        endOn: '2024-04-01',
        total: '4000',
        demand: { maxKw: '10' },
        expectedLines: { energy_out_of_season: '299.04' },
        expectedTotal: '305.04',
      },
    ],
  },
};
