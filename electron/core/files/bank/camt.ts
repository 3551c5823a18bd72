import { minor } from '#shared/domain/money.ts';
import type { BankLine } from '#shared/domain/reconciliation/bankLine.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { decodeText, type TextEncoding } from '../decodeText.ts';
import { hasLostCharacters, shortRawText } from '../rawText.ts';
import type { FileCheckpoint } from '../table.ts';
import { type BankFile, type BankFileRefusal, type BankLineError, refuseBankFile } from './bankFile.ts';
import { type CamtLine, moneyAt, readEntry } from './camtEntry.ts';
import {
  checkXml,
  cutElements,
  nodeOf,
  nodesOf,
  parseElement,
  plainXml,
  textAt,
  type XmlNode,
} from './camtXml.ts';

const ENCODINGS: Readonly<Record<string, TextEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
};

/** Which half of UTF-16's first character, `<`, comes first, where no mark says it (XML 1.0, appendix F). */
function utf16(head: string): 'utf-16le' | 'utf-16be' {
  return head.startsWith('\0') ? 'utf-16be' : 'utf-16le';
}

/** Whether the bytes begin like XML (HTML tables, which banks name `.xls`, are none). */
export function looksLikeXml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replaceAll('\0', '');
  return /^(?:ï»¿|ÿþ|þÿ)?\s*<(?:\?xml|(?:[\w.-]+:)?Document)/.test(head);
}

/**
 * Reads a bank's statement (camt.053) or notification (camt.054) of ISO 20022, versions 2 and later, with
 * any number of statements. Opening balance, movements and closing balance of a statement must agree.
 */
export async function readCamt(
  bytes: Uint8Array,
  fileHash: string,
  checkpoint: FileCheckpoint = async () => {},
): Promise<Result<BankFile, BankFileRefusal>> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  const declared = /encoding=["']([\w-]+)["']/.exec(head.replaceAll('\0', ''))?.[1]?.toLowerCase();
  const encoding =
    declared === undefined ? 'utf-8' : ENCODINGS[declared === 'utf-16' ? utf16(head) : declared];
  if (encoding === undefined) return refuseBankFile('file_undecodable', { encoding: declared });
  const decoded = decodeText(bytes, encoding);
  if (!decoded.ok) return decoded;
  await checkpoint(0, 1);
  const checked = checkXml(decoded.value.text);
  if (!checked.ok) return checked;
  const text = plainXml(decoded.value.text);
  const isStatement = /<(?:[\w.-]+:)?BkToCstmrStmt[\s>]/.test(text);
  if (!isStatement && !/<(?:[\w.-]+:)?BkToCstmrDbtCdtNtfctn[\s>]/.test(text)) {
    return refuseBankFile('format_unknown', { reason: 'no_bank_statement' });
  }
  const name = isStatement ? 'Stmt' : 'Ntfctn';
  const lines: BankLine[] = [];
  const errors: BankLineError[] = [];
  const balances: Balances[] = [];
  const currencies = new Set<string>();
  for (const statement of cutElements(text, name).parts) {
    const read = await readStatement(statement, name, lines.length + errors.length, checkpoint);
    if (!read.ok) return read;
    for (const line of read.value.lines) lines.push(line);
    for (const error of read.value.errors) errors.push(error);
    balances.push(read.value.balances);
    if (read.value.currency !== null) currencies.add(read.value.currency);
  }
  const only = balances.length === 1 ? balances[0] : undefined;
  return ok({
    format: isStatement ? 'camt.053' : 'camt.054',
    fileHash,
    lines,
    errors,
    openingMinor: only?.openingMinor ?? null,
    closingMinor: only?.closingMinor ?? null,
    currencies: [...currencies],
  });
}

const ENTRIES_A_PART = 1_000;
const LOST_CHARACTERS = refused({ code: 'characters_lost', field: null, value: null });

type Balances = { readonly openingMinor: number | null; readonly closingMinor: number | null };
type Statement = {
  readonly lines: BankLine[];
  readonly errors: BankLineError[];
  readonly balances: Balances;
  readonly currency: string | null;
};

async function readStatement(
  text: string,
  name: string,
  before: number,
  checkpoint: FileCheckpoint,
): Promise<Result<Statement, BankFileRefusal>> {
  const { parts, rest } = cutElements(text, 'Ntry');
  const statement = parseElement(rest, name);
  const currency = textAt(statement, 'Acct', 'Ccy') ?? currencyOf(parts[0]);
  const found: CamtLine[] = [];
  const errors: BankLineError[] = [];
  const lineNos: number[] = [];
  let lineNo = before;
  for (const [index, entryText] of parts.entries()) {
    if (index % ENTRIES_A_PART === 0) await checkpoint(index, parts.length);
    const read = hasLostCharacters(entryText) ? LOST_CHARACTERS : readEntry(entryText, currency);
    if (!read.ok) {
      lineNo += 1;
      errors.push({ lineNo, ...read.error, rawText: shortRawText(entryText.replace(/>\s+</g, '><')) });
      continue;
    }
    for (const line of read.value) {
      lineNo += 1;
      lineNos.push(lineNo);
      found.push(line);
    }
  }
  const balances = {
    openingMinor: balanceOf(statement, ['OPBD', 'PRCD'], currency),
    closingMinor: balanceOf(statement, ['CLBD'], currency),
  };
  const turned = signedLines(found, errors.length === 0 ? balances : null);
  if (turned === null) {
    const totalMinor = totalOf(found, true);
    return refuseBankFile('balance_differs', {
      statementId: textAt(statement, 'Id'),
      ...balances,
      totalMinor,
    });
  }
  const lines = turned.map(({ isReversal: _isReversal, ...line }, index) => ({
    lineNo: lineNos[index] ?? 0,
    ...line,
  }));
  return ok({ lines, errors, balances, currency });
}

/** The currency of an entry, which is that of the account where this does not say it. */
function currencyOf(entryText: string | undefined): string | null {
  return entryText === undefined ? null : (moneyAt(parseElement(entryText, 'Ntry'), 'Amt')?.currency ?? null);
}

function totalOf(lines: readonly CamtLine[], turnsReversals: boolean): number {
  return lines.reduce(
    (sum, line) => sum + (line.isReversal && turnsReversals ? -line.amountMinor : line.amountMinor),
    0,
  );
}

/**
 * A reversal is against the direction that it repeats: most banks repeat the direction of what they take
 * back. Some state the direction of the reversal itself; then only their balances can say so, and do.
 * `null` where the balances agree with neither.
 */
function signedLines(lines: readonly CamtLine[], balances: Balances | null): readonly CamtLine[] | null {
  const turned = () =>
    lines.map((line) => (line.isReversal ? { ...line, amountMinor: minor(-line.amountMinor) } : line));
  if (balances === null || balances.openingMinor === null || balances.closingMinor === null) return turned();
  const movedMinor = balances.closingMinor - balances.openingMinor;
  if (totalOf(lines, true) === movedMinor) return turned();
  return totalOf(lines, false) === movedMinor ? lines : null;
}

/** A balance in the account's currency, the first of the named kinds; `null` where it is not stated. */
function balanceOf(statement: XmlNode, codes: readonly string[], currency: string | null): number | null {
  for (const code of codes) {
    for (const balance of nodesOf(statement.Bal)) {
      if (textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') !== code) continue;
      const money = moneyAt(nodeOf(balance), 'Amt');
      if (money === null || (currency !== null && money.currency !== currency)) continue;
      return textAt(balance, 'CdtDbtInd') === 'DBIT' ? -money.amountMinor : money.amountMinor;
    }
  }
  return null;
}
