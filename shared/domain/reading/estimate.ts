import { Decimal } from '../money.ts';
import { roundQuantity } from '../quantity.ts';
import type { EstimateMethod } from './estimateMethods.ts';
import { type MeterFacts, registerLimit } from './meterFacts.ts';
import type { UsageHistory } from './usageHistory.ts';
import { expectedUsage } from './usageLimits.ts';

/**
 * What a register would show by a stated method: the previous reading and the kWh of the same month
 * last year, or of an average day times the days since. It is a reading like any other, marked as
 * estimated, and rolls over where the register would. `null` where the history has nothing to go by.
 */
export function estimatedValue(
  method: Exclude<EstimateMethod, 'customer'>,
  previous: Decimal,
  history: UsageHistory,
  days: number,
  meter: MeterFacts,
): Decimal | null {
  const quantity =
    method === 'same_month_last_year' ? history.sameMonthLastYear : expectedUsage(history, days);
  if (quantity === null) return null;
  const shown = roundQuantity(previous.plus(quantity.div(meter.multiplier)), meter.decimals);
  const limit = registerLimit(meter);
  return shown.gte(limit) ? Decimal.mod(shown, limit) : shown;
}
