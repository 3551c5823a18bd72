import { trialBalance } from '#shared/contract/accounting.ts';
import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { minorToText, parseMinor } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import { readPdfText } from '../../core/files/pdfText.ts';
import { readWorkbook, type WorkbookSheet } from '../../core/files/readWorkbook.ts';
import type { People } from './people.ts';

/** A printed document with what has to stand on it. */
export type Printed = { readonly path: string; readonly no: string; readonly totalMinor: number };

const SHEETS = ['汇总', '相符', '差异', '凭证', '参数'];
const AMOUNTS = ['银行金额', '我方金额', '借方', '贷方', '笔数'];
const IDENTIFIERS = ['银行流水号', '收据号', '户号', '凭证号', '科目'];
const TOTAL = '合计';

/**
 * Reads what the month wrote and says how many things were looked at, and how many are wrong: the sheets of the
 * workbook, amounts that are numbers and identifiers that are text, totals that are those of their column and of the books;
 * number and amount on every document.
 */
export async function readBack(people: People, workbook: string, printed: readonly Printed[]) {
  const accountant = await people.at('accountant');
  const { rows } = await accountant.ask(trialBalance, {});
  const bankMinor = rows.find(({ accountCode }) => accountCode === ACCOUNT.bank)?.balanceMinor ?? 0;
  const results = checkWorkbook(await readWorkbook(workbook), bankMinor);
  for (const { path, no, totalMinor } of printed) {
    const lines = (await readPdfText(path)).split('\n');
    results.push(
      lines.some((line) => line.endsWith(`：${no}`)),
      lines.includes(minorToText(totalMinor)),
    );
  }
  return { run: results.length, failed: results.filter((isRight) => !isRight).length };
}

function checkWorkbook(sheets: readonly WorkbookSheet[], bankMinor: number): boolean[] {
  const results = [sheets.map(({ name }) => name).join() === SHEETS.join()];
  for (const sheet of sheets) {
    for (const heading of sheet.headings) {
      const values = columnOf(sheet, heading);
      if (IDENTIFIERS.includes(heading)) results.push(values.every((value) => typeof value === 'string'));
      if (!AMOUNTS.includes(heading)) continue;
      const total = totalOf(sheet, heading);
      results.push(
        values.every((value) => typeof value === 'number'),
        total === null ? values.length === 0 : minorOf(total) === sumOf(values),
      );
    }
  }
  const figure = (name: string, heading: string) => {
    const sheet = sheets.find((one) => one.name === name);
    assert(sheet !== undefined, `the workbook has ${name}`);
    return minorOf(totalOf(sheet, heading) ?? 0);
  };
  for (const heading of ['银行金额', '我方金额']) {
    results.push(figure('汇总', heading) === figure('相符', heading) + figure('差异', heading));
  }
  results.push(figure('凭证', '借方') === figure('凭证', '贷方'));
  return [...results, bankMovement(sheets) === bankMinor];
}

/** What the vouchers say that came to the bank account, which had nothing before. */
function bankMovement(sheets: readonly WorkbookSheet[]): number {
  const sheet = sheets.find(({ name }) => name === '凭证');
  assert(sheet !== undefined, 'the workbook has vouchers');
  const [account, debit, credit] = ['科目', '借方', '贷方'].map((heading) => sheet.headings.indexOf(heading));
  const own = sheet.rows.filter((row) => row[account ?? -1] === ACCOUNT.bank);
  return own.reduce((sum, row) => sum + minorOf(row[debit ?? -1] ?? 0) - minorOf(row[credit ?? -1] ?? 0), 0);
}

/** The filled cells of a column above its total. */
function columnOf({ headings, rows }: WorkbookSheet, heading: string): readonly unknown[] {
  const place = headings.indexOf(heading);
  return rows.filter(([first]) => first !== TOTAL).flatMap((row) => row[place] ?? []);
}

function totalOf({ headings, rows }: WorkbookSheet, heading: string): unknown {
  return rows.find(([first]) => first === TOTAL)?.[headings.indexOf(heading)] ?? null;
}

const sumOf = (values: readonly unknown[]) => values.reduce((sum: number, value) => sum + minorOf(value), 0);

/** Minor units of a number with two places: its shortest text is what was written. */
function minorOf(value: unknown): number {
  const amount = parseMinor(String(value));
  assert(amount !== null, `an amount in the workbook: ${value}`);
  return amount;
}
