import { z } from 'zod';
import { bandsRise, capacitiesRise, isReactiveWhole } from '../domain/customers/lossTerms.ts';
import { SUPPLY_KINDS } from '../domain/customers/supplyTerms.ts';
import type { DecimalText } from '../domain/money.ts';
import { BASIC_CHARGE_WAYS, POWER_FACTOR_STANDARDS } from '../domain/tariff/content/fields.ts';
import { defineCommand, defineQuery } from './define.ts';
import { decimalAmount, id, localDateText, text } from './fields.ts';

const positive = decimalAmount.refine((value) => !value.startsWith('-'), 'negative');
const aboveZero = positive.refine((value) => value !== '0', 'not_positive');

/** A row of a printed loss table: kWh and kvarh a month. Reactive losses may be left out, of all bands or of none. */
const lossRow = {
  noLoadKwh: positive,
  noLoadKvarh: positive.nullable().default(null),
  bands: z
    .array(
      z.strictObject({ upToKwh: positive, loadKwh: positive, loadKvarh: positive.nullable().default(null) }),
    )
    .min(1)
    .max(60)
    .refine(bandsRise, 'bands_out_of_order'),
};

/** Losses between the supply and the meter (高供低计): by the plate of the transformer, by a row of a printed table, by all of it. */
const loss = z.strictObject({
  transformer: z
    .discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('formula'),
        ratedKva: aboveZero,
        noLoadKw: positive,
        loadLossKw: positive,
        noLoadCurrentPercent: positive,
        impedancePercent: positive,
        loadFactor: positive.default('1' as DecimalText),
        hoursPerDay: aboveZero.default('24' as DecimalText),
      }),
      z.strictObject({ by: z.literal('table'), ...lossRow }).refine(isReactiveWhole, 'reactive_incomplete'),
      z.strictObject({
        by: z.literal('capacity_table'),
        rows: z
          .array(
            z
              .strictObject({ capacityKva: aboveZero, ...lossRow })
              .refine(isReactiveWhole, 'reactive_incomplete'),
          )
          .min(1)
          .max(60)
          .refine(capacitiesRise, 'capacities_out_of_order'),
      }),
    ])
    .nullable()
    .default(null),
  linePercent: positive.nullable().default(null),
});

const terms = {
  startOn: localDateText,
  kind: z.enum(SUPPLY_KINDS),
  /** Transformer capacity; 0 while it is paused as a whole. */
  capacityKva: decimalAmount.nullable(),
  /** Contracted maximum demand. */
  contractKw: decimalAmount.nullable(),
  basicChargeBy: z.enum(BASIC_CHARGE_WAYS).nullable(),
  powerFactorStandard: z.enum(POWER_FACTOR_STANDARDS).nullable(),
  loss: loss.nullable().default(null),
  reason: text(400).refine((value) => value.trim().length > 0, 'empty'),
};

/** States the terms of a supply from a day on (供用电约定). Nothing is overwritten: the latest for a day holds. */
export const supplySet = defineCommand({
  name: 'supply.set',
  stage: 'customers',
  permission: 'customer.edit',
  input: z.strictObject({ servicePointId: id, ...terms }),
  output: z.strictObject({ supplyTermId: id }),
  /** `already_billed` carries the day up to which bills were issued. */
  refusals: ['not_found', 'supply_incomplete', 'already_billed'],
});

/** All terms of a service point, the latest day first; of several for a day `isCurrent` tells which one holds. */
export const supplyList = defineQuery({
  name: 'supply.list',
  stage: 'customers',
  permission: 'customer.view',
  input: z.strictObject({ servicePointId: id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        supplyTermId: id,
        startOn: z.string(),
        kind: z.enum(SUPPLY_KINDS),
        capacityKva: z.string().nullable(),
        contractKw: z.string().nullable(),
        basicChargeBy: z.enum(BASIC_CHARGE_WAYS).nullable(),
        powerFactorStandard: z.enum(POWER_FACTOR_STANDARDS).nullable(),
        loss: loss.nullable(),
        reason: z.string(),
        createdByName: z.string(),
        createdAt: z.string(),
        isCurrent: z.boolean(),
      }),
    ),
  }),
  refusals: ['not_found'],
});
