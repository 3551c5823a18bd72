import { z } from 'zod';
import type { DecimalText } from '../../money.ts';
import { isTimeZone } from '../calendar/localClock.ts';
import {
  basicChargeWay,
  code,
  day,
  decimal,
  nameText,
  periodCode,
  positive,
  powerFactorStandard,
} from './fields.ts';

const monthText = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

const demandFigures = {
  maxKw: positive,
  periodsKw: z.partialRecord(periodCode, positive).default({}),
};

/** Capacity and contract from a day on; what is not stated stays as before. */
const supplyChange = z.strictObject({
  startOn: day,
  capacityKva: positive.optional(),
  contractKw: positive.optional(),
});

/** Equally long values in kWh, from the midnight on with which `startOn` begins in the time zone. */
const intervalSeries = z.strictObject({
  minutes: z.union([z.literal(15), z.literal(30), z.literal(60)]),
  timeZone: z.string().refine(isTimeZone, 'not_a_time_zone').default('Asia/Shanghai'),
  kwh: z.array(positive).min(1).max(40_000),
});

/** A worked case: what a bill must come to, from a source outside the program. */
export const workedCase = z.strictObject({
  name: nameText(120),
  source: z.string().min(1).max(300),
  startOn: day,
  endOn: day,
  /** kWh of the bill; or `intervals`, which the calendar of the version sorts into periods. */
  total: positive.optional(),
  intervals: intervalSeries.optional(),
  periods: z.partialRecord(periodCode, positive).default({}),
  usedThisYear: positive.default('0' as DecimalText),
  /** Months that the bill covers, for monthly amounts and limits. */
  months: z.int().min(1).max(12).default(1),
  /** Months of the year in which the account exists, for yearly limits. */
  yearMonths: z.int().min(1).max(12).default(12),
  /** A first or final bill that covers only a part of its month. */
  isPartMonth: z.boolean().default(false),
  customerClass: z.string().min(1).max(40).nullable().default(null),
  householdSize: z.int().min(1).nullable().default(null),
  capacityKva: positive.nullable().default(null),
  contractKw: positive.nullable().default(null),
  /** Later capacity and contract, by day, inside the bill. */
  supplyChanges: z.array(supplyChange).max(31).default([]),
  basicChargeBy: basicChargeWay.nullable().default(null),
  powerFactorStandard: powerFactorStandard.nullable().default(null),
  reactiveKvarh: positive.nullable().default(null),
  reactiveDemandKvar: positive.nullable().default(null),
  apparentDemandKva: positive.nullable().default(null),
  demand: z.strictObject(demandFigures).nullable().default(null),
  /** Demand of the months before, the latest last. */
  demandHistory: z
    .array(z.strictObject({ period: monthText, ...demandFigures }))
    .max(24)
    .default([]),
  apparentDemandHistory: z
    .array(z.strictObject({ period: monthText, maxKva: positive }))
    .max(24)
    .default([]),
  /** Without any of these three the case is calculated and shown, not compared. */
  expectedTotal: decimal.optional(),
  expectedLines: z.record(code, decimal).optional(),
  /** The code with which the bill must stop. */
  expectedStop: code.optional(),
});
