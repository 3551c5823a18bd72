import type { LocalDate } from '../localDate.ts';
import { checkMeter, checkRegisterValues, differences, type MeterDescription } from './checkMeter.ts';
import type { CustomerLine } from './customerLine.ts';

/** What the ledger knows about the service point that a line names, and about the line's meter. */
export type KnownPoint = {
  readonly accountNo: string;
  readonly isActive: boolean;
  /** The meter of today; `null` where there is none. */
  readonly meter: MeterDescription | null;
  readonly hadMeter: boolean;
  readonly tariffIds: readonly string[];
};

export type LineProblem = {
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
};

/**
 * Why a line cannot be taken; `null` where it can. A meter or a tariff of a service point that has others
 * is a bad line: exchanging and assigning have days and commands of their own.
 */
export function checkCustomerLine(
  line: CustomerLine,
  known: {
    readonly point: KnownPoint | null;
    readonly isMeterKnown: boolean;
    readonly tariffId: string | null;
    readonly today: LocalDate;
  },
): LineProblem | null {
  const { point } = known;
  const problem = (code: string, field: string | null, value: string | null): LineProblem => ({
    code,
    field,
    value,
  });
  if (point && point.accountNo !== line.accountNo) {
    return problem('service_point_exists', 'servicePointNo', line.servicePointNo);
  }
  if (point && !point.isActive) return problem('service_point_closed', 'servicePointNo', line.servicePointNo);
  if (line.meter) {
    const { facts, installedOn, opening } = line.meter;
    if (point?.meter) {
      const fields = point.meter.meterNo === facts.meterNo ? differences(facts, point.meter) : ['meterNo'];
      if (fields[0] !== undefined) return problem('meter_differs', fields[0], facts.meterNo);
    } else {
      if (point?.hadMeter) return problem('meter_differs', 'meterNo', facts.meterNo);
      if (known.isMeterKnown) return problem('meter_in_use', 'meterNo', facts.meterNo);
      if (installedOn > known.today) return problem('date_in_future', 'installedOn', installedOn);
      const meter = checkMeter(facts, null);
      if (!meter.ok) {
        const field = meter.error.code === 'mapping_invalid' ? 'periodMapping' : 'registers';
        return problem(meter.error.code, field, facts.registers.join(' '));
      }
      const readings = checkRegisterValues(facts, opening);
      if (!readings.ok) {
        const { registerCode, value } = readings.error.detail;
        const isRange = readings.error.code === 'reading_out_of_range';
        return problem(
          readings.error.code,
          isRange ? `opening.${registerCode}` : null,
          isRange ? String(value) : null,
        );
      }
    }
  }
  if (line.tariff) {
    if (known.tariffId === null) return problem('unknown_code', 'tariffCode', line.tariff.tariffCode);
    const isOther = point !== null && point.tariffIds.length > 0 && !point.tariffIds.includes(known.tariffId);
    if (isOther) return problem('tariff_differs', 'tariffCode', line.tariff.tariffCode);
  }
  return null;
}
