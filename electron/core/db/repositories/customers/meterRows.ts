import {
  type MeterDescription,
  type RegisterValue,
  sortedRegisters,
} from '#shared/domain/customers/checkMeter.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import type { ReadingKind } from '#shared/domain/reading/segments.ts';
import type { MeterInstallationRow, MeterRegisterRow, MeterRow } from '../../schema/customers.ts';
import type { ReadingRow } from '../../schema/reading.ts';

/** Who records readings that a person's command brings. */
type Recorder = { readonly newId: () => string; readonly userId: string; readonly now: string };

export function meterRow(meterId: string, meter: MeterDescription): MeterRow {
  return {
    meter_id: meterId,
    meter_no: meter.meterNo,
    digits: meter.digits,
    decimals: meter.decimals,
    multiplier: meter.multiplier,
    period_mapping_json: JSON.stringify(meter.periodMapping),
    version: 1,
  };
}

export function registerRows(meterId: string, meter: MeterDescription): MeterRegisterRow[] {
  return sortedRegisters(meter.registers).map((code) => ({ meter_id: meterId, register_code: code }));
}

export function installationRow(
  installationId: string,
  servicePointId: string,
  meterId: string,
  installedOn: LocalDate,
): MeterInstallationRow {
  return {
    installation_id: installationId,
    service_point_id: servicePointId,
    meter_id: meterId,
    installed_on: installedOn,
    removed_on: null,
    version: 1,
  };
}

/** Readings with which a meter's counting begins or ends, one a register. */
export function boundaryReadings(
  recorder: Recorder,
  place: { readonly servicePointId: string; readonly meterId: string },
  day: { readonly readOn: LocalDate; readonly period: Period },
  kind: Extract<ReadingKind, 'opening' | 'installation' | 'removal'>,
  values: readonly RegisterValue[],
  origin: {
    readonly source: 'file' | 'keyed';
    readonly batchId: string | null;
    readonly reason: string | null;
  },
): ReadingRow[] {
  return values.map(({ registerCode, value }) => ({
    reading_id: recorder.newId(),
    service_point_id: place.servicePointId,
    meter_id: place.meterId,
    register_code: registerCode,
    read_on: day.readOn,
    period: day.period,
    reading_kwh: value,
    kind,
    source: origin.source,
    estimate_method: null,
    supersedes_id: null,
    reason: origin.reason,
    batch_id: origin.batchId,
    line_no: null,
    recorded_by: recorder.userId,
    recorded_at: recorder.now,
  }));
}
