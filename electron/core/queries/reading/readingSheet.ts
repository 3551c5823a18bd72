import { readingSheet as contract } from '#shared/contract/reading.ts';
import { decimalText } from '#shared/domain/money.ts';
import type { StoredReading } from '#shared/domain/reading/pointSeries.ts';
import { REGISTER_CODES } from '#shared/domain/reading/registers.ts';
import { ok } from '#shared/lib/result.ts';
import { loadRegisters } from '../../db/repositories/reading/meterPlaces.ts';
import { countOpenAnomalies } from '../../db/repositories/reading/progress.ts';
import { loadWholeSeries } from '../../db/repositories/reading/series.ts';
import { pageSheet } from '../../db/repositories/reading/sheet.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const readingSheet = handleQuery(contract, async (context, input) => {
  const { db } = context;
  const { after, limit, period, ...filter } = input;
  const { rows, next } = await pageSheet(db, { ...filter, period }, { after, limit });
  const ids = rows.map(({ service_point_id }) => service_point_id);
  const seriesOf = await loadWholeSeries(db, ids);
  const registersOf = await loadRegisters(
    db,
    rows.map(({ meter_id }) => meter_id),
  );
  const anomalies = await countOpenAnomalies(db, ids, period);
  return ok({
    rows: rows.map((row) => {
      const series = seriesOf.get(row.service_point_id);
      const codes = registersOf.get(row.meter_id) ?? [];
      return {
        servicePointId: row.service_point_id,
        servicePointNo: row.service_point_no,
        accountNo: row.account_no,
        customerName: row.name,
        routeId: row.route_id,
        routeNo: row.route_no,
        routePosition: row.route_position,
        address: row.address,
        meterId: row.meter_id,
        meterNo: row.meter_no,
        digits: row.digits,
        decimals: row.decimals,
        multiplier: row.multiplier,
        registers: REGISTER_CODES.filter((code) => codes.includes(code)).map((registerCode) => {
          const versions = (series?.versionsOf(row.meter_id, registerCode) ?? []).filter(
            ({ isCurrent }) => isCurrent,
          );
          const current = versions.findLast((one) => one.period === period && one.kind === 'cycle') ?? null;
          const previous = versions.findLast((one) =>
            current ? one.readOn < current.readOn : one.period <= period,
          );
          return {
            registerCode,
            previous: previous ? shown(previous) : null,
            current: current && { readingId: current.readingId, ...shown(current) },
          };
        }),
        openAnomalyCount: anomalies.get(row.service_point_id) ?? 0,
      };
    }),
    next,
    total: null,
  });
});

function shown({ value, readOn, source }: StoredReading) {
  return { value: decimalText(value), readOn, source };
}
