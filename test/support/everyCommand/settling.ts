import { estimateSettle } from '#shared/contract/billCorrection.ts';
import { readingKey, readingSheet } from '#shared/contract/reading.ts';
import { readingWorklist } from '#shared/contract/readingAnomalies.ts';
import type { Stage } from './stage.ts';

const PERIOD = '2026-11';

/** The next month's reading is lower than the estimate on which a bill was issued: the estimate gives way. */
export async function settleEstimate(
  stage: Stage,
  { routeId, servicePointId }: { readonly routeId: string; readonly servicePointId: string },
): Promise<void> {
  const { rows } = await stage.ask('reader', readingSheet, { routeId, period: PERIOD, limit: 500 });
  const registers = rows.find((row) => row.servicePointId === servicePointId)?.registers ?? [];
  await stage.run('reader', readingKey, {
    servicePointId,
    period: PERIOD,
    readOn: '2026-11-20',
    readings: registers.map(({ registerCode, previous }) => ({
      registerCode,
      value: String(Number.parseInt(previous?.value ?? '0', 10) - 1),
    })),
  });
  stage.office.later();
  const below = { period: PERIOD, ruleCode: 'below_estimate' as const };
  const found = await stage.ask('reader', readingWorklist, below);
  const anomalyId = found.rows[0]?.anomalyId ?? '';
  await stage.run('checker', estimateSettle, { anomalyId, reason: '实抄低于估抄' });
}
