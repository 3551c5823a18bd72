import type { ShippedTariff } from '#shared/domain/tariff/index.ts';

const RATE_B = 'Textbook of energy management, table 9.8, question 9.11 (holooly.com)';

const winter = { months: [1, 2, 3, 4, 5, 10, 11, 12] };
const summer = { months: [6, 7, 8, 9] };

const season = (code: string, prices: readonly string[], when: object) => {
  const [firstKwh, nextKwh, overKwh, firstKw, overKw, fuel] = prices;
  return [
    {
      kind: 'tiered_energy',
      code: `energy_${code}`,
      name: 'Energy charge',
      basis: 'month',
      tiers: [
        { upToKwh: '40000', price: firstKwh },
        { upToKwh: '100000', price: nextKwh },
        { upToKwh: null, price: overKwh },
      ],
      when,
    },
    {
      kind: 'demand',
      code: `demand_${code}`,
      name: 'Demand charge',
      tiers: [
        { upToKw: '50', price: firstKw },
        { upToKw: null, price: overKw },
      ],
      when,
    },
    { kind: 'energy', code: `fuel_${code}`, name: 'Fuel charge', price: fuel, when },
  ];
};

/**
 * Tiers of kWh and of kW, by season, and average reactive demand, which the question states in kVAR as the supplier
 * measures it. Nobody charged these prices, which is why the library has other tariffs with tiers of kW.
 */
export const rateB: ShippedTariff = {
  tariffCode: 'us_rate_b',
  name: 'Commercial, demand blocks (textbook rate B)',
  customerClass: 'commercial',
  startOn: '2001-01-01',
  documentNo: RATE_B,
  content: {
    items: [
      ...season('winter', ['0.059', '0.042', '0.039', '12.39', '11.29', '0.01605'], winter),
      ...season('summer', ['0.065', '0.047', '0.042', '13.71', '12.52', '0.01377'], summer),
      { kind: 'reactive_demand', code: 'reactive', name: 'Average reactive demand', price: '0.20' },
    ],
    cases: [
      {
        name: 'Winter: 70,000 kWh, 400 kW and 150 kVAR',
        source: RATE_B,
        startOn: '2001-01-01',
        endOn: '2001-02-01',
        total: '70000',
        demand: { maxKw: '400' },
        reactiveDemandKvar: '150',
        expectedLines: {
          energy_winter: '3620.00',
          demand_winter: '4571.00',
          fuel_winter: '1123.50',
          reactive: '30.00',
        },
        expectedTotal: '9344.50',
      },
    ],
  },
};
