import { groupBy } from '../../../lib/collections.ts';
import type { TariffContent } from '../content.ts';
import { priceClassKey } from './priceClass.ts';
import type { PriceError, PriceErrorCode, PriceRow } from './priceRow.ts';

/** A tariff of the office with the version whose prices a table replaces. */
export type PricedTariff = {
  readonly tariffCode: string;
  readonly name: string;
  readonly customerClass: string;
  readonly content: TariffContent;
};

/** What a person says of a row, named by the cell of its first price. */
export type RowPick = {
  readonly cell: string;
  /** The tariffs that take it, in place of those of its class; none: the row is left out. */
  readonly tariffCodes?: readonly string[] | undefined;
  /** A tariff after which a new one is made for the row. */
  readonly like?: string | undefined;
  /** Code and name of the new one, where the rule's are not wanted. */
  readonly newCode?: string | undefined;
  readonly newName?: string | undefined;
};

export type PlacedRow = {
  readonly row: PriceRow;
  readonly targets: readonly (PricedTariff & { readonly isNew: boolean })[];
};

export type Placement = { readonly rows: readonly PlacedRow[]; readonly errors: readonly PriceError[] };

/** The longest code of a tariff, and the longest name. */
const LONGEST_CODE = 40;
const LONGEST_NAME = 80;

/**
 * Says which tariffs each row of a price table goes to: those of its class and voltage level, or those that a person
 * picked. A row that none takes is an error, and so is a tariff that two rows would go to.
 */
export function placeRows(
  rows: readonly PriceRow[],
  tariffs: readonly PricedTariff[],
  picks: readonly RowPick[],
): Placement {
  const errors: PriceError[] = [];
  const fail = (code: PriceErrorCode, cell: string, detail: PriceError['detail'] = {}) =>
    void errors.push({ code, cell, detail });
  const byCode = new Map(tariffs.map((tariff) => [tariff.tariffCode, tariff]));
  const byClass = groupBy(tariffs, ({ content }) =>
    content.priceClass === undefined ? '' : priceClassKey(content.priceClass),
  );
  const pickOf = new Map(picks.map((pick) => [pick.cell, pick]));
  const cells = new Set(rows.map(({ cell }) => cell));
  for (const { cell } of picks) if (!cells.has(cell)) fail('row_unknown', cell);
  const known = (tariffCode: string, cell: string) => {
    const tariff = byCode.get(tariffCode);
    if (!tariff) fail('tariff_unknown', cell, { tariffCode });
    return tariff;
  };
  const takenBy = new Map<string, string>();
  const placed = rows.map((row): PlacedRow => {
    const { cell } = row;
    const pick = pickOf.get(cell);
    const targets =
      pick?.like === undefined
        ? (pick?.tariffCodes?.flatMap((code) => known(code, cell) ?? []) ??
          byClass.get(priceClassKey(row.priceClass)) ??
          [])
        : [known(pick.like, cell)].flatMap((like) => (like ? [newTariff(row, like, pick)] : []));
    const isNew =
      pick?.like !== undefined && !targets.every((made) => isMade(byCode.get(made.tariffCode), row));
    if (targets.length === 0 && pick === undefined) {
      fail('no_tariff', cell, { category: row.priceClass.category.join(' '), voltage: row.voltageText });
    }
    const taken = targets.filter(({ tariffCode }) => {
      const other = takenBy.get(tariffCode);
      takenBy.set(tariffCode, cell);
      if (other !== undefined) fail('tariff_twice', cell, { tariffCode, otherCell: other });
      else if (isNew && byCode.has(tariffCode)) fail('code_taken', cell, { tariffCode });
      else if (isNew && tariffCode.length > LONGEST_CODE) fail('code_too_long', cell, { tariffCode });
      else return true;
      return false;
    });
    const present = isNew ? taken : taken.map((tariff) => byCode.get(tariff.tariffCode) ?? tariff);
    return { row, targets: present.map((tariff) => ({ ...tariff, isNew })) };
  });
  return { rows: placed, errors };
}

/** Whether the table was read before, and made this tariff for its row. */
function isMade(tariff: PricedTariff | undefined, { priceClass }: PriceRow): boolean {
  const known = tariff?.content.priceClass;
  return known !== undefined && priceClassKey(known) === priceClassKey(priceClass);
}

const VOLTAGE_SUFFIX = /_(?:(?:below|up_to|from)_)?\d+(?:_to_(?:below_)?\d+)?kv$/;

/**
 * A tariff made after another one: its code is the other's with this row's voltage level at the end (`gd_two_part_10kv`
 * → `gd_two_part_35kv`), its name the class and the voltage level as the table has them.
 */
function newTariff(row: PriceRow, like: PricedTariff, { newCode, newName }: RowPick): PricedTariff {
  const { category, voltageLevel } = row.priceClass;
  const base = like.tariffCode.replace(VOLTAGE_SUFFIX, '');
  const level = row.voltageText === '' ? '' : `（${row.voltageText}）`;
  return {
    ...like,
    tariffCode: newCode ?? (voltageLevel === undefined ? base : `${base}_${voltageLevel}`),
    name: newName ?? `${category.join(' ').slice(0, LONGEST_NAME - level.length)}${level}`,
  };
}
