import type { LibraryTariff } from './types.ts';

/**
 * Prices of Gujarat, which its commission fixes for all suppliers of the state, and bills that customers received at them.
 * Nothing of the customers stands here but what was measured and what they were charged.
 */
const BILLS = 'electricity-bill-extractor, tests of its reader on printed bills';

/**
 * The power factor adjustment of high tension: half a percent off for each percent above 95, one percent more for each
 * below 90, two for each below 85.
 */
const POWER_FACTOR_TABLE = [
  { from: '0.00', percent: '175', perHundredth: '-2' },
  { from: '0.85', percent: '5', perHundredth: '-1' },
  { from: '0.90', percent: '0' },
  { from: '0.95', percent: '0', perHundredth: '-0.5' },
];

const duty = (percent: string, ...of: string[]) => ({
  kind: 'percent',
  code: 'duty',
  name: 'Electricity duty',
  account: 'tax',
  percent,
  of,
});

/**
 * Two-part, high tension. The capacity of the supply is the contract demand in kVA, which this rate goes by. What its schedule says
 * of a least demand and of demand above the contract could not be read, so that neither is here.
 */
export const gujaratHighTension: LibraryTariff = {
  tariffCode: 'in_gujarat_htp1',
  name: 'Gujarat HTP-I, high tension up to 500 kVA',
  customerClass: 'industrial',
  startOn: '2025-04-01',
  documentNo: 'GERC, tariff schedule for DGVCL, MGVCL, PGVCL and UGVCL from 1 April 2025, Rate HTP-I',
  prices: 'published',
  content: {
    items: [
      {
        kind: 'apparent_demand',
        code: 'demand',
        name: 'Demand charge',
        price: '150',
        atLeastPercentOfCapacity: '85',
      },
      { kind: 'energy', code: 'energy', name: 'Energy charge', price: '4.00' },
      { kind: 'energy', code: 'fuel', name: 'Fuel surcharge', price: '2.45' },
      {
        kind: 'power_factor',
        code: 'power_factor',
        name: 'Power factor adjustment',
        table: POWER_FACTOR_TABLE,
        of: ['energy'],
        places: 3,
        rounding: 'down',
      },
      {
        kind: 'percent',
        code: 'high_voltage',
        name: 'Rebate for extra high voltage',
        percent: '-1',
        of: ['energy'],
      },
      {
        kind: 'time_of_use',
        code: 'peak',
        name: 'Time of use charge',
        prices: { peak: '0.45', flat: '0', valley: '0' },
      },
      duty('15', 'demand', 'energy', 'fuel', 'power_factor', 'high_voltage', 'peak'),
    ],
    cases: [
      {
        name: 'July 2025: 52,788 kWh, 134 kVA of a contract of 200',
        source: `Bill of a customer of DGVCL (${BILLS})`,
        startOn: '2025-06-16',
        endOn: '2025-07-16',
        total: '52788',
        periods: { peak: '20736', flat: '18018', valley: '14034' },
        reactiveKvarh: '198',
        capacityKva: '200',
        apparentDemandKva: '134',
        expectedLines: {
          demand: '25500.00',
          energy: '211152.00',
          fuel: '129330.60',
          power_factor: '-5173.22',
          high_voltage: '-2111.52',
          peak: '9331.20',
          duty: '55204.36',
        },
        expectedTotal: '423233.42',
      },
      {
        name: 'August 2025: 56,363 kWh, 149 kVA; 211 kvarh give the printed rebate of 2.45 %',
        source: `Bill of a customer of DGVCL (${BILLS})`,
        startOn: '2025-07-16',
        endOn: '2025-08-16',
        total: '56363',
        periods: { peak: '21836', flat: '19473', valley: '15054' },
        reactiveKvarh: '211',
        capacityKva: '200',
        apparentDemandKva: '149',
        expectedLines: {
          demand: '25500.00',
          energy: '225452.00',
          fuel: '138089.35',
          power_factor: '-5523.57',
          high_voltage: '-2254.52',
          peak: '9826.20',
          duty: '58663.42',
        },
        expectedTotal: '449752.88',
      },
    ],
  },
};

/**
 * Low tension above 40 kW, demand in tiers. Of the two bills the demand and the energy are known one by one; what they charge
 * for reactive energy and time of use is not, so that neither is an item and the totals are not compared.
 */
export const gujaratLowTensionDemand: LibraryTariff = {
  tariffCode: 'in_gujarat_ltmd',
  name: 'Gujarat LTMD, low tension above 40 kW, industry',
  customerClass: 'industrial',
  startOn: '2026-04-01',
  documentNo: 'GERC, tariff schedule for DGVCL, MGVCL, PGVCL and UGVCL from 1 April 2026, Rate LTMD',
  prices: 'published',
  content: {
    items: [
      {
        kind: 'demand',
        code: 'demand',
        name: 'Fixed charge',
        tiers: [
          { upToKw: '40', price: '90' },
          { upToKw: '60', price: '130' },
          { upToKw: null, price: '195' },
        ],
        atLeastPercentOfContract: '85',
        roundUpTo: '0.5',
        excessPrice: '265',
      },
      { kind: 'energy', code: 'energy', name: 'Energy charge', price: '4.60' },
      { kind: 'energy', code: 'fuel', name: 'Fuel surcharge', price: '2.45' },
      duty('10', 'demand', 'energy', 'fuel'),
    ],
    cases: [
      {
        name: 'April 2026: 11,695 kWh, 54.64 kW of a contract of 80; demand and energy alone',
        source: `Bill of a customer of PGVCL (${BILLS})`,
        startOn: '2026-04-01',
        endOn: '2026-05-01',
        total: '11695',
        contractKw: '80',
        demand: { maxKw: '54.64' },
        expectedLines: { demand: '7760.00', energy: '53797.00' },
      },
      {
        name: 'April 2026: 2,467 kWh, 47.08 kW of a contract of 37; demand and energy alone',
        source: `Bill of another customer of PGVCL (${BILLS})`,
        startOn: '2026-04-01',
        endOn: '2026-05-01',
        total: '2467',
        contractKw: '37',
        demand: { maxKw: '47.08' },
        expectedLines: { demand: '6112.50', energy: '11348.20' },
      },
    ],
  },
};

/** Shops and the like of Ahmedabad, each kW of the contract at a price a month; read every other month. */
export const ahmedabadNonResidential: LibraryTariff = {
  tariffCode: 'in_ahmedabad_non_rgp',
  name: 'Ahmedabad Non-RGP, commercial up to 5 kW',
  customerClass: 'commercial',
  startOn: '2026-04-01',
  documentNo: 'GERC, tariff order 2585/2025 for Torrent Power, Ahmedabad, from 1 April 2026, Rate Non-RGP',
  prices: 'published',
  content: {
    items: [
      { kind: 'energy', code: 'energy', name: 'Energy charge', price: '4.60' },
      {
        kind: 'contract_demand',
        code: 'fixed',
        name: 'Fixed charge',
        price: '70',
        floorPercentOfCapacity: null,
        overPercent: null,
      },
      { kind: 'energy', code: 'base_fuel', name: 'Base fuel surcharge', price: '3.72' },
      {
        kind: 'percent',
        code: 'fuel',
        name: 'Fuel surcharge',
        percent: '3.40',
        of: ['energy', 'fixed', 'base_fuel'],
      },
      duty('20', 'energy', 'fixed', 'base_fuel', 'fuel'),
    ],
    cases: [
      {
        name: '60 days up to July 2026: 161 kWh, 1 kW',
        source: 'Bill of a customer of Torrent Power, Ahmedabad (Fairmeter, its reference bill)',
        startOn: '2026-05-15',
        endOn: '2026-07-14',
        months: 2,
        total: '161',
        contractKw: '1',
        expectedLines: {
          energy: '740.60',
          fixed: '140.00',
          base_fuel: '598.92',
          fuel: '50.30',
          duty: '305.96',
        },
        expectedTotal: '1835.78',
      },
    ],
  },
};
