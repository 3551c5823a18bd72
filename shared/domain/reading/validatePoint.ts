import { Decimal, decimalText } from '../money.ts';
import { type Finding, findingOf } from './finding.ts';
import { displayUnit, type MeterFacts } from './meterFacts.ts';
import type { ReadingPolicy } from './policy.ts';
import { PERIOD_CODES, REGISTER_CODES, type RegisterCode } from './registers.ts';

/** The registers of one meter after a period's readings. */
export type MeterToCheck = {
  readonly meter: MeterFacts;
  readonly registers: readonly RegisterCode[];
  /** kWh since the previous reading; `null` where the register went back or there is no previous. */
  readonly quantities: ReadonlyMap<RegisterCode, Decimal | null>;
};

/**
 * Runs the checks that look at all registers of a meter together: registers that were left out, the
 * periods of the day against the total, the share of the valley, reactive without active energy.
 * Only the periods that the meter has are summed; with one of them alone there is no sum to check.
 */
export function validatePoint(point: MeterToCheck, policy: ReadingPolicy): Finding[] {
  const { quantities, registers } = point;
  const findings: Finding[] = [];
  for (const code of REGISTER_CODES) {
    if (registers.includes(code) && !quantities.has(code))
      findings.push(findingOf('missing', code, {}, policy));
  }
  const total = quantities.get('total') ?? null;
  if (total === null) return findings;
  const sum = periodSum(point);
  if (sum !== null) {
    const difference = total.minus(sum.quantity);
    const tolerance = displayUnit(point.meter).times(sum.count + 1);
    if (difference.abs().gt(tolerance)) {
      const detail = {
        total: decimalText(total),
        sum: decimalText(sum.quantity),
        difference: decimalText(difference),
      };
      findings.push(findingOf('period_sum', 'total', detail, policy));
    }
  }
  const valley = (quantities.get('valley') ?? new Decimal(0)).plus(quantities.get('deep_valley') ?? 0);
  if (total.gte(policy.floorKwh) && valley.times(100).gt(total.times(policy.valleySharePercent))) {
    const detail = { total: decimalText(total), valley: decimalText(valley) };
    findings.push(findingOf('valley_share', 'valley', detail, policy));
  }
  const reactive = quantities.get('reactive') ?? null;
  if (total.isZero() && reactive?.gt(0)) {
    findings.push(
      findingOf('reactive_without_active', 'reactive', { reactive: decimalText(reactive) }, policy),
    );
  }
  return findings;
}

function periodSum({ registers, quantities }: MeterToCheck) {
  const codes = PERIOD_CODES.filter((code) => registers.includes(code));
  if (codes.length < 2) return null;
  let quantity = new Decimal(0);
  for (const code of codes) {
    const part = quantities.get(code) ?? null;
    if (part === null) return null;
    quantity = quantity.plus(part);
  }
  return { quantity, count: codes.length };
}
