import { basename } from 'node:path';
import { routeList } from '#shared/contract/customers.ts';
import { readingCorrect, readingEstimate, readingKey, readingProgress } from '#shared/contract/reading.ts';
import { anomalyConfirm, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { period as periodOf } from '#shared/domain/localDate.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import { assert } from '#shared/lib/assert.ts';
import type { Desk } from '../desk.ts';
import { exchangeMeter } from './exchangeMeter.ts';
import type { Difficulties } from './leftOut.ts';
import type { People } from './people.ts';

export type ReadingFigures = { lines: number; accepted: number; rejected: number; exceptions: number };

/** The reader imports each route's file and works what looks unusual; what is met of it goes into `met`. */
export async function readMeters(
  people: People,
  files: readonly string[],
  period: string,
  met: Difficulties = new Set(),
): Promise<ReadingFigures> {
  const reader = await people.at('reader');
  const figures: ReadingFigures = { lines: 0, accepted: 0, rejected: 0, exceptions: 0 };
  const { rows: routes } = await reader.ask(routeList, {});
  for (const route of routes) {
    const path = files.find((file) => basename(file).includes(`_${route.routeNo}_`));
    assert(path !== undefined, `the sample wrote a reading file for route ${route.routeNo}`);
    const input = { path, routeId: route.routeId, period };
    const readOn = cycleDayOf(periodOf(period), route.cycleDay);
    const exchanged = route === routes[0] ? await exchangeMeter(people, route.routeId, period) : null;
    const batch = await reader.run(readingImport, input);
    figures.lines += batch.lineCount;
    figures.accepted += batch.acceptedCount;
    figures.rejected += batch.rejectedCount;
    figures.exceptions += batch.exceptionCount;
    const again = await reader.run(readingImport, input);
    assert(again.isRepeat && again.acceptedCount === 0, 'importing a file twice changes nothing');
    const { rows: progress } = await reader.ask(readingProgress, { period, routeId: route.routeId });
    if (progress.some(({ estimatedCount }) => estimatedCount > 0)) met.add('reading_estimated');
    if (exchanged) {
      met.add('meter_exchanged');
      // The file was written before the exchange and knows the old meter only.
      const readings = [{ registerCode: 'total' as const, value: '85' }];
      await reader.run(readingKey, { servicePointId: exchanged, period, readOn, readings });
    }
    await workUnusual(reader, { routeId: route.routeId, period }, readOn, met);
  }
  return figures;
}

/** Corrects what was typed with a digit too many, estimates what was not read, confirms the rest. */
async function workUnusual(
  reader: Desk,
  filter: { readonly routeId: string; readonly period: string },
  readOn: string,
  met: Difficulties,
): Promise<void> {
  const { period } = filter;
  const high = await reader.askAll(readingWorklist, { ...filter, ruleCode: 'high' });
  for (const { reading } of high) {
    // Ten times what was expected ends in a zero that nobody read.
    if (!reading?.value.endsWith('0')) continue;
    const value = reading.value.slice(0, -1);
    met.add('digit_too_many');
    await reader.run(readingCorrect, { readingId: reading.readingId, value, reason: '多录一位，已核对表计' });
  }
  const missing = await reader.askAll(readingWorklist, { ...filter, ruleCode: 'missing' });
  for (const servicePointId of new Set(missing.map((row) => row.servicePointId))) {
    const method = 'daily_average' as const;
    met.add('reading_missing');
    await reader.run(readingEstimate, { servicePointId, period, readOn, method, reason: '门闭，无法抄见' });
  }
  for (const row of await reader.askAll(readingWorklist, { ...filter, severity: 'confirm' })) {
    await reader.run(anomalyConfirm, {
      anomalyId: row.anomalyId,
      expectedVersion: row.version,
      reason: '已现场核对',
    });
  }
}
