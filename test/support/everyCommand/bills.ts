import { join } from 'node:path';
import { billDetail, billPage, billPrint, billPrintAll } from '#shared/contract/bill.ts';
import {
  billCorrectionAdjust,
  billCorrectionApprove,
  billCorrectionOpen,
  billCorrectionReturn,
  billCorrectionSubmit,
  billCorrectionWithdraw,
} from '#shared/contract/billCorrection.ts';
import {
  billExceptionAccept,
  billExceptionPage,
  billExceptionSendBack,
  billRunApprove,
  billRunCalculate,
  billRunCancel,
  billRunCreate,
  billRunDetail,
  billRunIssue,
  billRunReturn,
  billRunSubmit,
} from '#shared/contract/billing.ts';
import { routeList } from '#shared/contract/customers.ts';
import { readingCorrect, readingEstimate, readingSheet } from '#shared/contract/reading.ts';
import { anomalyConfirm, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { SAMPLE_PERIOD } from '../sampleOffice.ts';
import type { Stage } from './stage.ts';

const reason = '核对无误';
const LEAST_MINOR = 5_000;

/** The first route of the month is read from its file, and what is unusual worked; gives whose reading is an estimate. */
export async function workReadings(
  stage: Stage,
): Promise<{ readonly routeId: string; readonly estimatedId: string }> {
  const { rows: routes } = await stage.ask('reader', routeList, {});
  const { routeId = '' } = routes.find(({ routeNo }) => routeNo === '0001') ?? {};
  const [path = ''] = stage.office.files;
  await stage.run('reader', readingImport, { path, routeId, period: SAMPLE_PERIOD });
  stage.office.later();
  const unusual = async () =>
    (await stage.ask('reader', readingWorklist, { period: SAMPLE_PERIOD, routeId, limit: 500 })).rows;
  const found = await unusual();
  const high = found.find(({ ruleCode, reading }) => ruleCode === 'high' && reading?.value.endsWith('0'));
  await stage.run('reader', readingCorrect, {
    readingId: high?.reading?.readingId ?? '',
    value: high?.reading?.value.slice(0, -1) ?? '',
    reason: '多录一位',
  });
  const { servicePointId: estimatedId = '' } = found.find(({ ruleCode }) => ruleCode === 'missing') ?? {};
  await stage.run('reader', readingEstimate, {
    servicePointId: estimatedId,
    period: SAMPLE_PERIOD,
    readOn: '2026-10-20',
    method: 'daily_average',
    reason: '门闭',
  });
  stage.office.later();
  for (const { anomalyId, version: expectedVersion, severity } of await unusual()) {
    if (severity !== 'confirm') continue;
    await stage.run('reader', anomalyConfirm, { anomalyId, expectedVersion, reason });
  }
  return { routeId, estimatedId };
}

/** A run is given up, another one goes forth and back between its people until its bills are issued. */
export async function workBillRun(stage: Stage, routeId: string): Promise<void> {
  const plan = { routeId, period: SAMPLE_PERIOD };
  const given = await stage.run('checker', billRunCreate, plan);
  await stage.run('checker', billRunCancel, {
    billRunId: given.billRunId,
    expectedVersion: given.version,
    reason,
  });
  const { billRunId } = await stage.run('checker', billRunCreate, plan);
  const now = async () => {
    const { run } = await stage.ask('checker', billRunDetail, { billRunId });
    return {
      named: { billRunId, expectedVersion: run.version },
      seen: { seenTotalMinor: run.totalMinor, seenBillCount: run.billCount },
    };
  };
  const open = async () => {
    const { rows } = await stage.ask('checker', billExceptionPage, { billRunId, state: 'open', limit: 500 });
    return rows.map(({ exceptionId }) => exceptionId);
  };
  await stage.run('checker', billRunCalculate, (await now()).named);
  const [first = ''] = await open();
  await stage.run('checker', billExceptionSendBack, { billRunId, exceptionIds: [first], reason });
  await stage.run('checker', billRunCalculate, (await now()).named);
  await stage.run('checker', billExceptionAccept, { billRunId, exceptionIds: await open(), reason });
  await stage.run('checker', billRunSubmit, (await now()).named);
  await stage.run('approver', billRunReturn, { ...(await now()).named, reason });
  await stage.run('checker', billRunSubmit, (await now()).named);
  const submitted = await now();
  await stage.run('approver', billRunApprove, { ...submitted.named, ...submitted.seen });
  await stage.run('approver', billRunIssue, (await now()).named);
  stage.office.later();
}

/** Bills are printed, taken back and issued anew, left alone after all, and adjusted. */
export async function workCorrections(stage: Stage, routeId: string): Promise<void> {
  const { rows: bills } = await stage.ask('checker', billPage, { period: SAMPLE_PERIOD });
  const [one, two, three] = bills.filter(({ totalMinor }) => totalMinor > LEAST_MINOR);
  if (!one || !two || !three) throw new Error('the sample has three bills of some size');
  const path = join(stage.office.folder, '电费单.pdf');
  await stage.run('cashier', billPrint, { billNo: one.billNo, path, withExplanation: true });
  await stage.run('cashier', billPrintAll, { period: SAMPLE_PERIOD, path });

  const left = await stage.run('checker', billCorrectionOpen, { billNo: two.billNo, reason });
  await stage.run('checker', billCorrectionWithdraw, {
    correctionId: left.correctionId,
    expectedVersion: left.version,
    reason,
  });

  const { correctionId, version } = await stage.run('checker', billCorrectionOpen, {
    billNo: one.billNo,
    reason,
  });
  await correctReading(stage, { routeId, accountNo: one.accountNo });
  const first = await stage.run('checker', billCorrectionSubmit, { correctionId, expectedVersion: version });
  const back = await stage.run('approver', billCorrectionReturn, {
    correctionId,
    expectedVersion: first.version,
    reason,
  });
  const again = await stage.run('checker', billCorrectionSubmit, {
    correctionId,
    expectedVersion: back.version,
  });
  const { lines } = await stage.ask('checker', billDetail, { billNo: three.billNo });
  const adjusted = await stage.run('checker', billCorrectionAdjust, {
    billNo: three.billNo,
    reason: '表计检定误差',
    documentNo: '检定〔2026〕17号',
    money: [{ itemCode: lines[0]?.itemCode ?? '', amountMinor: -100 }],
  });
  for (const proposal of [again, adjusted]) {
    await stage.run('approver', billCorrectionApprove, {
      correctionId: proposal.correctionId,
      expectedVersion: proposal.version,
      seenTotalMinor: proposal.totalMinor,
    });
  }
  stage.office.later();
}

async function correctReading(
  stage: Stage,
  { routeId, accountNo }: { readonly routeId: string; readonly accountNo: string },
): Promise<void> {
  const { rows } = await stage.ask('reader', readingSheet, { routeId, period: SAMPLE_PERIOD, limit: 500 });
  const registers = rows.find((row) => row.accountNo === accountNo)?.registers ?? [];
  const current = registers.find(({ registerCode }) => registerCode === 'total')?.current;
  if (!current) throw new Error('the bill has a reading');
  stage.office.later();
  const value = String(Number.parseInt(current.value, 10) - 10);
  await stage.run('reader', readingCorrect, { readingId: current.readingId, value, reason: '抄错示数' });
}
