import { parseLocalDate } from '#shared/domain/localDate.ts';
import { type Minor, minor, parseMinor } from '#shared/domain/money.ts';
import type { BankLine } from '#shared/domain/reconciliation/bankLine.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { shortRawText } from '../rawText.ts';
import { cutElements, nodeOf, nodesOf, parseElement, textAt, type XmlNode } from './camtXml.ts';

export type CamtLine = Omit<BankLine, 'lineNo'> & { readonly isReversal: boolean };
export type BadEntry = {
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
};

/** In characters. ISO 20022 allows some ten thousand. */
const LONGEST_PART = 100_000;

type Money = { readonly amountMinor: Minor; readonly currency: string | null };

/**
 * The movements of one entry: none while it is only announced, one for each transaction of a batch whose
 * amounts add up to the entry (with charges as a movement of their own), else one over the entry.
 */
export function readEntry(entryText: string, accountCurrency: string | null): Result<CamtLine[], BadEntry> {
  const { parts, rest } = cutElements(entryText, 'TxDtls');
  if ([rest, ...parts].some((part) => part.length > LONGEST_PART)) {
    return refused({ code: 'line_too_long', field: null, value: null });
  }
  const entry = parseElement(rest, 'Ntry');
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');
  if (status !== null && status !== 'BOOK') return ok([]);
  const booked = dateAt(entry, 'BookgDt') ?? dateAt(entry, 'ValDt');
  const bookedOn = booked === null ? null : parseLocalDate(booked);
  if (bookedOn === null) return refused({ code: 'date_invalid', field: 'BookgDt', value: booked });
  const money = moneyAt(entry, 'Amt');
  if (money === null) {
    return refused({ code: 'amount_invalid', field: 'Amt', value: textAt(entry, 'Amt') });
  }
  const currency = accountCurrency ?? money.currency;
  if (money.currency !== currency) {
    return refused({ code: 'currency_differs', field: 'Ccy', value: money.currency });
  }
  const direction = textAt(entry, 'CdtDbtInd');
  if (direction !== 'CRDT' && direction !== 'DBIT') {
    return refused({ code: 'direction_unknown', field: 'CdtDbtInd', value: direction });
  }
  const valueText = dateAt(entry, 'ValDt');
  const base = {
    bookedOn,
    valueOn: valueText === null ? null : parseLocalDate(valueText),
    isReversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
    purpose: textAt(entry, 'AddtlNtryInf') ?? '',
    serialNo: textAt(entry, 'AcctSvcrRef'),
    sign: direction === 'CRDT' ? 1 : -1,
    trace: textAt(entry, 'NtryRef') ?? '',
  };
  const details = parts.map((text) => ({ text, node: parseElement(text, 'TxDtls') }));
  const amounts = transactionAmounts(
    details.map(({ node }) => node),
    money,
    base.sign,
  );
  const chargesMinor =
    amounts === null ? 0 : base.sign * money.amountMinor - amounts.reduce((a, b) => a + b, 0);
  const isExplained =
    amounts !== null && (chargesMinor === 0 || chargesMinor === -chargesOf(entry, currency));
  if (amounts !== null && !isExplained && amounts.length > 1) {
    return refused({ code: 'batch_total_differs', field: 'TxDtls', value: String(chargesMinor) });
  }
  const whole = amounts === null || !isExplained;
  if (whole) {
    const node = details.length === 1 ? (details[0]?.node ?? {}) : {};
    return ok([lineOf(base, base.sign * money.amountMinor, node, entryText, true)]);
  }
  const lines = details.map(({ node, text }, index) =>
    lineOf(base, amounts[index] ?? 0, node, text, details.length === 1),
  );
  if (chargesMinor !== 0) lines.push({ ...lineOf(base, chargesMinor, {}, rest, false), purpose: 'charges' });
  return ok(lines);
}

type Base = Pick<CamtLine, 'bookedOn' | 'valueOn' | 'isReversal' | 'purpose' | 'serialNo' | 'trace'> & {
  readonly sign: number;
};

function lineOf(base: Base, amountMinor: number, node: XmlNode, text: string, isOnly: boolean): CamtLine {
  const { sign: _sign, ...facts } = base;
  const parties = nodeOf(node.RltdPties);
  const from = amountMinor > 0 ? 'Dbtr' : 'Cdtr';
  const party = nodeOf(parties[from]);
  const account = nodeOf(parties[`${from}Acct`]);
  const endToEnd = textAt(node, 'Refs', 'EndToEndId');
  const free = nodesOf(nodeOf(node.RmtInf).Ustrd).filter((one) => typeof one === 'string');
  return {
    ...facts,
    amountMinor: minor(amountMinor),
    serialNo:
      textAt(node, 'Refs', 'AcctSvcrRef') ?? textAt(node, 'Refs', 'TxId') ?? (isOnly ? base.serialNo : null),
    counterpartyName: textAt(party, 'Nm') ?? textAt(party, 'Pty', 'Nm'),
    counterpartyAccount: textAt(account, 'Id', 'IBAN') ?? textAt(account, 'Id', 'Othr', 'Id'),
    purpose: free.join(' ') || (textAt(node, 'AddtlTxInf') ?? base.purpose),
    ourReference:
      textAt(node, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref') ??
      textAt(node, 'RmtInf', 'Strd', 'RfrdDocInf', 'Nb') ??
      (endToEnd === 'NOTPROVIDED' ? null : endToEnd),
    trace: base.trace || (textAt(node, 'Refs', 'InstrId') ?? ''),
    rawText: shortRawText(text.replace(/>\s+</g, '><')),
  };
}

/**
 * Signed amounts of the transactions in the entry's currency; `null` where one has none. Their own
 * direction counts, unless only the entry's makes them add up.
 */
function transactionAmounts(nodes: readonly XmlNode[], entry: Money, sign: number): number[] | null {
  const monies = nodes.map((node) => moneyAt(node, 'Amt') ?? moneyAt(nodeOf(node.AmtDtls).TxAmt, 'Amt'));
  const amounts: number[] = [];
  for (const money of monies) {
    if (money === null || money.currency !== entry.currency) return null;
    amounts.push(money.amountMinor);
  }
  if (amounts.length === 0) return null;
  const own = amounts.map((amount, index) => {
    const direction = textAt(nodes[index], 'CdtDbtInd');
    return direction === null ? sign * amount : direction === 'CRDT' ? amount : -amount;
  });
  const total = own.reduce((sum, amount) => sum + amount, 0);
  return total === sign * entry.amountMinor ? own : amounts.map((amount) => sign * amount);
}

/** Charges that the bank kept back, positive. */
function chargesOf(entry: XmlNode, currency: string | null): number {
  const records = nodesOf(entry.Chrgs).flatMap((one) => {
    const inner = nodesOf(nodeOf(one).Rcrd);
    return inner.length > 0 ? inner : [one];
  });
  let total = 0;
  for (const record of records) {
    const money = moneyAt(record, 'Amt');
    if (money === null || money.currency !== currency) continue;
    total += textAt(record, 'CdtDbtInd') === 'CRDT' ? -money.amountMinor : money.amountMinor;
  }
  return total;
}

export function moneyAt(node: unknown, name: string): Money | null {
  const text = textAt(node, name);
  // An amount of XML has no separators: 1,234 might be one and a bit.
  const amountMinor = text === null || text.includes(',') ? null : parseMinor(text);
  if (amountMinor === null || amountMinor < 0) return null;
  const currency = nodeOf(nodeOf(node)[name])['@Ccy'];
  return { amountMinor, currency: typeof currency === 'string' ? currency : null };
}

/** The bank's day as it stands there; a time of day is dropped, never turned into another zone. */
export function dateAt(node: XmlNode, name: string): string | null {
  return (textAt(node, name, 'Dt') ?? textAt(node, name, 'DtTm'))?.slice(0, 10) ?? null;
}
