import type { OutputOf } from '#shared/contract/define.ts';
import { tariffImportSheet } from '#shared/contract/priceSheet.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import {
  applyCalendar,
  applyPriceRow,
  type CalendarLine,
  casesOfRow,
  compareVersions,
  type PlacedRow,
  type PricedTariff,
  type PriceError,
  type PriceRow,
  parseTariffContent,
  placeRows,
  priceClassKey,
  type TariffContent,
  trialCases,
} from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { listAllVersions, listTariffs } from '../../db/repositories/tariff/tariffs.ts';
import type { Files } from '../../files/index.ts';
import { type CommandContext, handleCommand } from '../../rpc/handlers.ts';
import { contentOf, versionInForce } from './pricedTariffs.ts';
import { storeVersion } from './storeVersion.ts';

type Sheet = Extract<Awaited<ReturnType<Files['readPriceSheet']>>, { ok: true }>['value'];
type Target = PlacedRow['targets'][number];
type Outcome = OutputOf<typeof tariffImportSheet>['rows'][number]['targets'][number];
type Facts = {
  readonly startOn: LocalDate;
  readonly documentNo: string;
  readonly calendar: readonly CalendarLine[];
};
type Context = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor' | 'audit' | 'publish' | 'checkpoint'>;

/** A draft version for each tariff that a published price table states, in one transaction. */
export const importPriceSheet = handleCommand<typeof tariffImportSheet, Sheet>(tariffImportSheet, {
  async prepare(context, input) {
    const sheet = await context.files.readPriceSheet(input.path);
    return sheet.ok ? sheet : context.refuse(sheet.error.code, sheet.error.detail);
  },
  async execute(context, input, sheet) {
    const startOn = input.startOn ?? sheet.startOn;
    if (startOn === null) return context.refuse('start_missing', { title: sheet.title });
    const documentNo = input.documentNo ?? sheet.documentNo;
    if (documentNo === null) return context.refuse('document_missing', { title: sheet.title });
    const facts = { startOn, documentNo, calendar: sheet.calendar };
    const tariffs = await pricedTariffs(context, startOn);
    const includesFunds = input.funds === undefined ? sheet.includesFunds : input.funds === 'included';
    const read = sheet.rows.map((row) => ({ ...row, includesFunds: includesFunds ?? row.includesFunds }));
    const placement = placeRows(read, tariffs, input.picks);
    const errors: PriceError[] = [...sheet.errors, ...placement.errors];
    if (includesFunds === null) errors.unshift({ code: 'funds_unclear', cell: null, detail: {} });
    const rows: OutputOf<typeof tariffImportSheet>['rows'] = [];
    for (const [index, { row, targets }] of placement.rows.entries()) {
      await context.checkpoint(index, placement.rows.length);
      const outcomes: Outcome[] = [];
      for (const target of targets) {
        const stored = await storeTarget(context, row, target, facts);
        outcomes.push(stored.outcome);
        errors.push(...stored.errors);
      }
      const { cell, priceClass, voltageText } = row;
      rows.push({ cell, category: [...priceClass.category], voltage: voltageText, targets: outcomes });
    }
    const answer = {
      title: sheet.title,
      startOn,
      documentNo,
      includesFunds,
      rows,
      ignored: [...sheet.ignored],
      unstated: unstated(tariffs, placement.rows),
    };
    return errors.length > 0 ? context.refuse('sheet_invalid', { ...answer, errors }) : ok(answer);
  },
});

/** The tariffs of the office with the version that is in force on the day, or the latest where none is. */
async function pricedTariffs({ tx }: Pick<Context, 'tx'>, startOn: string): Promise<readonly PricedTariff[]> {
  const versions = groupBy(await listAllVersions(tx), ({ tariff_id }) => tariff_id);
  return (await listTariffs(tx)).flatMap((tariff) => {
    const own = versions.get(tariff.tariff_id) ?? [];
    const latest = own.at(-1);
    const template = versionInForce(own, startOn) ?? latest;
    if (template === undefined || latest === undefined) return [];
    const content = contentOf(template);
    // A draft of an earlier reading says where the tariff belongs before it is in force.
    const priceClass = content.priceClass ?? contentOf(latest).priceClass;
    return {
      tariffCode: tariff.tariff_code,
      name: tariff.name,
      customerClass: tariff.customer_class,
      content: { ...content, ...(priceClass !== undefined && { priceClass }) },
    };
  });
}

type Stored = { readonly outcome: Outcome; readonly errors: readonly PriceError[] };

/** Stores the version that a row makes of a tariff; what does not fit is told with its cell, and stores nothing. */
async function storeTarget(context: Context, row: PriceRow, target: Target, facts: Facts): Promise<Stored> {
  const { tariffCode, name, customerClass, isNew } = target;
  const outcome: Outcome = {
    tariffCode,
    name,
    state: 'refused',
    tariffId: null,
    tariffVersionId: null,
    versionNo: null,
    changes: [],
    isCalendarChanged: false,
    caseCount: 0,
    casesPassed: false,
  };
  // What could not be read was told already.
  if (!row.isReadable) return { outcome, errors: [] };
  const content = newContent(row, target, facts);
  if (!content.ok) {
    return {
      outcome,
      errors: content.error.map((error) => ({ ...error, detail: { tariffCode, ...error.detail } })),
    };
  }
  const compared = trialCases(content.value).filter(({ isCompared }) => isCompared);
  const shown = {
    ...outcome,
    ...changesOf(target.content, content.value),
    caseCount: compared.length,
    casesPassed: compared.length > 0 && compared.every(({ passed }) => passed),
  };
  const { startOn, documentNo } = facts;
  const version = { tariffCode, name, customerClass, startOn, documentNo };
  const stored = await storeVersion(context, version, content.value);
  if (stored.ok) {
    return {
      outcome: { ...shown, ...stored.value, state: isNew ? 'new_tariff' : 'new_version' },
      errors: [],
    };
  }
  const { code, detail } = stored.error;
  // The same table was read before.
  if (code === 'content_unchanged') return { outcome: { ...shown, state: 'unchanged' }, errors: [] };
  assert(code === 'bills_issued', `a tariff keeps its class: ${tariffCode}`);
  const texts = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]));
  return { outcome: shown, errors: [{ code, cell: row.cell, detail: { tariffCode, ...texts } }] };
}

function newContent(
  row: PriceRow,
  { content: template }: Target,
  { startOn, documentNo, calendar }: Facts,
): Result<TariffContent, readonly PriceError[]> {
  // The months in which there is a period of the day are those of the table's own calendar, where it has one.
  const dated = applyCalendar({ ...template, priceClass: row.priceClass }, calendar);
  const priced = applyPriceRow(dated, row);
  if (!priced.ok) return priced;
  const { category } = row.priceClass;
  // Neither file nor cell: the same prices in another table are the same version.
  const source = [documentNo, ...category, row.voltageText].join(' ').trim().slice(0, LONGEST_SOURCE);
  const cases = casesOfRow(priced.value, row, { startOn, source });
  const content = parseTariffContent({ ...priced.value, cases });
  if (content.ok) return content;
  return refused(
    content.error.map(({ path, code }) => ({
      code: 'content_invalid' as const,
      cell: row.cell,
      detail: { path, reason: code },
    })),
  );
}

const LONGEST_SOURCE = 300;

/** What a version changes against the one that it began as. */
function changesOf(
  before: TariffContent,
  after: TariffContent,
): Pick<Outcome, 'changes' | 'isCalendarChanged'> {
  const changes = compareVersions(before, after);
  return {
    isCalendarChanged: changes.some(({ part }) => part === 'rule'),
    changes: changes
      .filter(({ part }) => part === 'item')
      .map(({ name, field, before: old, after: fresh }) => ({
        itemName: name,
        field,
        before: old ?? null,
        after: fresh ?? null,
      })),
  };
}

/** Tariffs with a class that no row has: their prices stay, and somebody ought to know. */
function unstated(tariffs: readonly PricedTariff[], rows: readonly PlacedRow[]) {
  const taken = new Set(rows.flatMap(({ targets }) => targets.map(({ tariffCode }) => tariffCode)));
  const stated = new Set(rows.map(({ row }) => priceClassKey(row.priceClass)));
  return tariffs
    .filter(
      ({ tariffCode, content: { priceClass } }) =>
        priceClass !== undefined && !taken.has(tariffCode) && !stated.has(priceClassKey(priceClass)),
    )
    .map(({ tariffCode, name }) => ({ tariffCode, name }));
}
