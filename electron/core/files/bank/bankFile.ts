import type { FileRefusalCode } from '#shared/contract/files.ts';
import type { BankLine } from '#shared/domain/reconciliation/bankLine.ts';
import { type Refused, refused } from '#shared/lib/result.ts';
import type { FileCheckpoint } from '../table.ts';

export type BankLineError = {
  readonly lineNo: number;
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly rawText: string;
};

/** A bank's file, read: good lines, bad lines, and the balances that it states, already checked. */
export type BankFile = {
  readonly format: string;
  readonly fileHash: string;
  readonly lines: readonly BankLine[];
  readonly errors: readonly BankLineError[];
  /** Of a file with one statement; `null` where it states none. */
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
  /** In which the accounts of its statements are kept, where the file says it; lines of tables are looked at one by one. */
  readonly currencies: readonly string[];
};

/** How a bank's file is read. */
export type BankReading = {
  /** A person's choice, in place of the layout's and of detection. */
  readonly encoding?: 'utf-8' | 'gb18030' | undefined;
  readonly checkpoint?: FileCheckpoint | undefined;
};

export type BankFileRefusal = {
  readonly code: FileRefusalCode | 'profile_needed' | 'balance_differs';
  readonly detail: Readonly<Record<string, unknown>>;
};

export function refuseBankFile(
  code: BankFileRefusal['code'],
  detail: Readonly<Record<string, unknown>> = {},
): Refused<BankFileRefusal> {
  return refused({ code, detail });
}
