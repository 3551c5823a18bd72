import { readingEstimate } from '#shared/contract/reading.ts';
import { ALL_ROLES, FactoryOffice, ONE_PRICE } from './factoryOffice.ts';

/**
 * A factory whose October was read and whose November was estimated too high, both billed; it is the end of
 * December. Gives the service point.
 */
export async function makeEstimatedFactory(): Promise<{ factory: FactoryOffice; pointId: string }> {
  const factory = await FactoryOffice.create(ONE_PRICE);
  const comeTo = async (instant: string) => {
    factory.office.setNow(instant);
    factory.desk = await factory.office.desk('one', ALL_ROLES);
  };
  const pointId = await factory.addPoint('0001', ['total']);
  await factory.read(pointId, '2026-10-20', { total: '130' });
  await factory.issue((await factory.calculate('2026-10')).billRunId);
  await comeTo('2026-11-25T02:00:00.000Z');
  await factory.desk.run(readingEstimate, {
    servicePointId: pointId,
    period: '2026-11',
    readOn: '2026-11-20',
    method: 'daily_average',
    readings: null,
    reason: '门闭',
  });
  await factory.issue((await factory.calculate('2026-11')).billRunId);
  await comeTo('2026-12-25T02:00:00.000Z');
  return { factory, pointId };
}
