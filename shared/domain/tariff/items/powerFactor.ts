import { ok, refused } from '../../../lib/result.ts';
import { Decimal, type DecimalText, decimalOf, decimalText, minorToText } from '../../money.ts';
import { POWER_FACTOR_STANDARDS, type PowerFactorStandard } from '../content/fields.ts';
import type { TariffItemOf } from '../content.ts';
import type { ItemCalculation } from './calculation.ts';
import { adjustmentOf } from './powerFactorTables.ts';
import { sumOf } from './standing.ts';

/**
 * Power factor adjustment (力调电费, (83)水电财字第215号, or the item's own table) on the amounts of other items. The power factor is that
 * of the whole bill, also where a price changes inside it. Stops: standard_missing, reactive_missing, and
 * power_factor_undefined for a bill without active energy unless the item passes over it.
 */
export function powerFactorItem(item: TariffItemOf<'power_factor'>): ItemCalculation {
  const of = item.of.join(' + ');
  const ownPercent = item.table === undefined ? null : compileTable(item.table);
  return (input, earlier) => {
    const named = item.standard === 'of_account' ? input.powerFactorStandard : item.standard;
    const percentAt = ownPercent ?? (named === null ? null : PERCENTS[named]);
    if (percentAt === null) return refused({ code: 'standard_missing', detail: { item: item.code } });
    const { reactiveKvarh } = input;
    if (reactiveKvarh === null) return refused({ code: 'reactive_missing', detail: { item: item.code } });
    const active = input.whole?.total ?? input.quantities.total;
    if (active.isZero()) {
      if (item.withoutEnergy === 'skip') return ok([]);
      const detail = { item: item.code, kvarh: decimalText(reactiveKvarh) };
      return refused({ code: 'power_factor_undefined', detail });
    }
    const powerFactor = powerFactorOf(active, reactiveKvarh, item);
    const percent = percentAt(powerFactor);
    const base = minorToText(sumOf(item.of, earlier));
    return ok([
      {
        quantity: null,
        unit: '%',
        price: percent,
        unrounded: new Decimal(base).times(percent).div(100),
        rule: ownPercent === null ? 'power_factor' : 'power_factor.table',
        formula: `${base} × ${percent}%`,
        inputs: {
          base,
          of,
          percent,
          ...(ownPercent === null && named !== null ? { standard: named } : {}),
          powerFactor: powerFactor.toFixed(item.places),
          activeKwh: decimalText(active),
          reactiveKvarh: decimalText(reactiveKvarh),
          ...placesInput(item),
        },
      },
    ]);
  };
}

type Places = Pick<TariffItemOf<'power_factor'>, 'places' | 'rounding'>;

/** cos φ = Wp / √(Wp² + Wq²), to so many places, half up or cut off. */
export function powerFactorOf(active: Decimal, reactive: Decimal, { places, rounding }: Places): Decimal {
  const apparent = active.times(active).plus(reactive.times(reactive)).sqrt();
  const mode = rounding === 'down' ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP;
  return active.div(apparent).toDecimalPlaces(places, mode);
}

/** Said where it is not as usual. */
function placesInput({ places, rounding }: Places): Readonly<Record<string, string>> {
  if (rounding === 'down') return { cutToPlaces: String(places) };
  return places === 2 ? {} : { roundedToPlaces: String(places) };
}

/** The percent by which a power factor adjusts a bill. */
type PercentAt = (powerFactor: Decimal) => DecimalText;

/** The percent of a power factor by a table: that of the last row that is not above it, with its hundredths. */
function compileTable(table: NonNullable<TariffItemOf<'power_factor'>['table']>): PercentAt {
  const rows = table.map(({ from, percent, perHundredth }) => ({
    from: decimalOf(from),
    percent: decimalOf(percent),
    perUnit: decimalOf(perHundredth ?? '0').times(100),
  }));
  return (powerFactor) => {
    // The first row begins at zero, so there always is one.
    const row = rows.findLast(({ from }) => powerFactor.gte(from)) as (typeof rows)[number];
    return decimalText(row.percent.plus(powerFactor.minus(row.from).times(row.perUnit)));
  };
}

function compileStandard(standard: PowerFactorStandard): PercentAt {
  const percents = Array.from({ length: 101 }, (_none, hundredths) =>
    decimalText(new Decimal(adjustmentOf(standard, hundredths)).div(100)),
  );
  return (powerFactor) => percents[powerFactor.times(100).floor().toNumber()] as DecimalText;
}

const PERCENTS = Object.fromEntries(
  POWER_FACTOR_STANDARDS.map((standard) => [standard, compileStandard(standard)]),
) as Readonly<Record<PowerFactorStandard, PercentAt>>;
