import { billPage } from '#shared/contract/bill.ts';
import {
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionSubmit,
} from '#shared/contract/billCorrection.ts';
import { readingCorrect, readingSheet } from '#shared/contract/reading.ts';
import { subSupplySet } from '#shared/contract/subSupply.ts';
import { supplySet } from '#shared/contract/supply.ts';
import { FACTORY_PERIOD, FactoryOffice } from './factoryOffice.ts';

const READ_ON = '2026-10-20';

/** Demand, tiers by hours of use and power factor; the worked case has cos φ 0.71, which is 9.5 % more. */
const CONTENT = {
  items: [
    { kind: 'demand', code: 'demand', name: '需量电费', price: '40' },
    {
      kind: 'tiered_energy',
      code: 'energy',
      name: '电度电费',
      basis: 'demand',
      tiers: [
        { upToKwh: '20', price: '0.6' },
        { upToKwh: null, price: '0.5' },
      ],
      source: '附件二第三条',
    },
    { kind: 'power_factor', code: 'power_factor', name: '力调电费', of: ['demand', 'energy'] },
  ],
  cases: [
    {
      name: '一个月',
      source: '手工计算',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '100',
      powerFactorStandard: '0.90',
      reactiveKvarh: '100',
      demand: { maxKw: '1' },
      expectedTotal: '100.74',
    },
  ],
};

/** A factory with losses before its meter and two meters behind it, billed for a month; gives the number of its bill. */
export async function issueFactoryMonth(): Promise<{ factory: FactoryOffice; billNo: string }> {
  const factory = await FactoryOffice.create(CONTENT);
  const { desk } = factory;
  const registers = ['total', 'reactive', 'demand'] as const;
  const own = await factory.addPoint('0001', registers);
  const behind = [await factory.addPoint('0002', registers), await factory.addPoint('0003', registers)];
  const transformer = {
    by: 'table' as const,
    noLoadKwh: '304',
    bands: [{ upToKwh: '20000', loadKwh: '20.4' }],
  };
  for (const servicePointId of [own, ...behind]) {
    await desk.run(supplySet, {
      servicePointId,
      startOn: '2026-09-20',
      kind: 'start',
      capacityKva: '315',
      contractKw: null,
      basicChargeBy: null,
      powerFactorStandard: '0.90',
      loss: servicePointId === own ? { transformer, linePercent: '1' } : null,
      reason: '新装',
    });
  }
  for (const servicePointId of behind) {
    const sub = { parentNo: '0001-1', kind: 'metered' as const, startOn: '2026-09-20', reason: '分表' };
    await desk.run(subSupplySet, { servicePointId, ...sub });
    await factory.read(servicePointId, READ_ON, { total: '110', reactive: '105', demand: '0.5' });
  }
  await factory.read(own, READ_ON, { total: '200', reactive: '175', demand: '2.5' });
  const { billRunId } = await factory.calculate();
  await factory.issue(billRunId);
  const { rows } = await desk.ask(billPage, { period: FACTORY_PERIOD });
  const billNo = rows.find((row) => row.servicePointNo === '0001-1')?.billNo;
  if (billNo === undefined) throw new Error('the factory has a bill');
  return { factory, billNo };
}

/** Takes the bill back for a reading that was wrong; gives the number of its mirror. */
export async function reverseFactoryBill(
  { desk, other, routeId }: FactoryOffice,
  billNo: string,
): Promise<string> {
  const reason = '抄错';
  const opened = await desk.run(billCorrectionOpen, { billNo, reason });
  const { rows } = await desk.ask(readingSheet, { routeId, period: FACTORY_PERIOD, limit: 50 });
  const own = rows.find((row) => row.accountNo === '0001');
  const { current } = own?.registers.find(({ registerCode }) => registerCode === 'total') ?? {};
  await desk.run(readingCorrect, { readingId: current?.readingId ?? '', value: '190', reason });
  const { correctionId, version, totalMinor } = await desk.run(billCorrectionSubmit, {
    correctionId: opened.correctionId,
    expectedVersion: opened.version,
  });
  const approved = await other.run(billCorrectionApprove, {
    correctionId,
    expectedVersion: version,
    seenTotalMinor: totalMinor,
  });
  if (!approved.reversalBillNo) throw new Error('the bill was taken back');
  return approved.reversalBillNo;
}
