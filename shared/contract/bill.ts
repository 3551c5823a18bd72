import { z } from 'zod';
import { BILL_KINDS } from '../domain/billing/billCorrection.ts';
import { QUANTITY_STEPS } from '../domain/reading/losses.ts';
import { RECEIVABLE_STATES } from './collection.ts';
import { defineCommand, defineQuery } from './define.ts';
import { id, page, pageOf, periodText, text } from './fields.ts';

/** Whose supply a bill or an exception is about. */
export const pointFacts = {
  servicePointId: id,
  servicePointNo: z.string(),
  accountNo: z.string(),
  customerName: z.string(),
};

/** One step from metered to billed quantity. */
export const quantityStep = z.strictObject({
  code: z.enum(QUANTITY_STEPS),
  /** The service point behind the meter that the quantity belongs to. */
  of: z.string().exactOptional(),
  formula: z.string(),
  quantity: z.string(),
  unit: z.enum(['kWh', 'kvarh']),
});

export const quantities = z.strictObject({
  reactiveKvarh: z.string().exactOptional(),
  reactiveDemandKvar: z.string().exactOptional(),
  apparentDemandKva: z.string().exactOptional(),
  demandKw: z.string().exactOptional(),
  demandPeriodsKw: z.record(z.string(), z.string()).exactOptional(),
  /** From metered to billed quantity: transformer loss, line loss. */
  steps: z.array(quantityStep).exactOptional(),
  total: z.string(),
  periods: z.record(z.string(), z.string()),
});

/** What one register of one meter added to the bill. */
export const billReading = z.strictObject({
  meterNo: z.string(),
  registerCode: z.string(),
  fromOn: z.string(),
  fromReading: z.string(),
  toOn: z.string(),
  toReading: z.string(),
  multiplier: z.string(),
  kwh: z.string(),
  isEstimated: z.boolean(),
  isRollover: z.boolean(),
});

export const billLine = z.strictObject({
  lineNo: z.int(),
  itemCode: z.string(),
  itemName: z.string(),
  kind: z.string(),
  account: z.enum(['revenue', 'surcharge', 'tax']),
  quantity: z.string().nullable(),
  unit: z.string(),
  price: z.string().nullable(),
  unrounded: z.string(),
  amountMinor: z.int(),
  taxMinor: z.int(),
  /** The tariff engine's account of the line: formula, inputs, source of the rule. */
  trace: z.strictObject({
    rule: z.string(),
    formula: z.string(),
    inputs: z.record(z.string(), z.string()),
    condition: z.record(z.string(), z.string()).optional(),
    source: z.string().optional(),
    version: z
      .strictObject({ tariffVersionId: z.string(), startOn: z.string(), endOn: z.string() })
      .optional(),
  }),
});

export const tariffFacts = z
  .strictObject({
    tariffCode: z.string(),
    tariffName: z.string(),
    versionNo: z.int(),
    startOn: z.string(),
    documentNo: z.string(),
  })
  .nullable();

export const billFacts = {
  ...pointFacts,
  billRunId: id,
  period: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  customerId: id,
  address: z.string(),
  customerClass: z.string(),
  tariff: tariffFacts,
  totalKwh: z.string(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  isEstimated: z.boolean(),
  quantities,
  readings: z.array(billReading),
  lines: z.array(billLine),
};

const receivableFacts = z
  .strictObject({
    receivableId: id,
    amountMinor: z.int(),
    receivedMinor: z.int(),
    state: z.enum(RECEIVABLE_STATES),
    dueOn: z.string(),
  })
  .nullable();

/** What became of a bill: its receivable, or cancelled by its mirror. */
export const BILL_STATES = [...RECEIVABLE_STATES, 'reversed'] as const;
export type BillState = (typeof BILL_STATES)[number];

/** Which issued bills are meant. */
const billFilter = {
  period: periodText.optional(),
  billRunId: id.optional(),
  customerId: id.optional(),
  routeId: id.optional(),
  state: z.enum(BILL_STATES).optional(),
  /** The beginning of a bill number, an account number or a name. */
  search: text(80).optional(),
};

/** Issued bills by number, the latest first. */
export const billPage = defineQuery({
  name: 'bill.page',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({ ...page, ...billFilter }),
  output: pageOf(
    z.strictObject({
      billId: id,
      billNo: z.string(),
      kind: z.enum(BILL_KINDS),
      /** Cancelled by its mirror. */
      isReversed: z.boolean(),
      ...pointFacts,
      customerId: id,
      period: z.string(),
      totalKwh: z.string(),
      totalMinor: z.int(),
      issuedOn: z.string(),
      receivable: receivableFacts,
    }),
  ),
});

/** One issued bill with every line and its trace. */
export const billDetail = defineQuery({
  name: 'bill.detail',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({ billNo: z.string().min(1).max(64) }),
  output: z.strictObject({
    billId: id,
    billNo: z.string(),
    kind: z.enum(BILL_KINDS),
    ...billFacts,
    /** A reversal: the bill that it mirrors. */
    reversesNo: z.string().nullable(),
    reversedByNo: z.string().nullable(),
    /** A bill issued anew, or an adjustment: the bill that it corrects. */
    correctsNo: z.string().nullable(),
    /** The bill that took the place of this one. */
    replacedByNo: z.string().nullable(),
    adjustmentNos: z.array(z.string()),
    /** Why it was corrected, on every bill that came of a correction. */
    correction: z
      .strictObject({ correctionId: id, reason: z.string(), documentNo: z.string().nullable() })
      .nullable(),
    /** A correction of this bill that nobody has decided about. */
    standingCorrectionId: id.nullable(),
    dueOn: z.string(),
    issuedOn: z.string(),
    issuedByName: z.string(),
    receivable: receivableFacts,
    prepaidMinor: z.int(),
  }),
  refusals: ['not_found'],
});

/** Writes one issued bill as a PDF; an existing file is replaced. */
export const billPrint = defineCommand({
  name: 'bill.print',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({
    billNo: z.string().min(1).max(64),
    path: z.string().min(1).max(1000),
    /** With the annex that explains every line (电费计算说明). */
    withExplanation: z.boolean().default(false),
  }),
  output: z.strictObject({ billNo: z.string(), path: z.string(), byteCount: z.int() }),
  refusals: ['not_found', 'not_writable'],
});

/** So many at a time: a route has a few hundred, and a printer is fed by the pile. */
export const MOST_PRINTED_BILLS = 10_000;

/**
 * Writes every issued bill that is meant into one PDF, each from a page of its own, in the order of their numbers,
 * which is that of the route. An existing file is replaced.
 */
export const billPrintAll = defineCommand({
  name: 'bill.printAll',
  stage: 'billing',
  permission: 'bill.view',
  input: z.strictObject({
    ...billFilter,
    path: z.string().min(1).max(1000),
    /** Each with the annex that explains every line (电费计算说明). */
    withExplanation: z.boolean().default(false),
  }),
  output: z.strictObject({ billCount: z.int(), path: z.string(), byteCount: z.int() }),
  /** `too_many_bills` carries `atMost`. */
  refusals: ['nothing_to_print', 'too_many_bills', 'not_writable'],
});
