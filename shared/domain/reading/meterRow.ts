import type { LocalDate } from '../localDate.ts';
import type { DecimalText } from '../money.ts';
import type { RegisterCode } from './registers.ts';

/** A register by name, or by rate number where only the meter's setting says which period it is. */
export type RowRegister = RegisterCode | { readonly rate: number };

/** One register value of one line of a meter file, in the same shape whatever the file looked like. */
export type MeterRow = {
  /** 1-based line (row) of the file. */
  readonly lineNo: number;
  readonly rawText: string;
  /** 户号; `null` where the file names only the meter. Text: leading zeros and 22 digits survive. */
  readonly accountNo: string | null;
  /** 资产编号; `null` where the file names only the account. At least one of the two is there. */
  readonly meterNo: string | null;
  readonly register: RowRegister;
  readonly readOn: LocalDate;
  readonly previousReadOn: LocalDate | null;
  /** What the register showed, in kWh before the multiplier. `null`: the file says that it was not read. */
  readonly previous: DecimalText | null;
  readonly current: DecimalText | null;
  /** Only for comparison with the meter's own multiplier; `null` where the file does not state one. */
  readonly multiplier: DecimalText | null;
  readonly quality: 'actual' | 'estimated' | 'customer';
  readonly anomalyCode: string | null;
  readonly readerName: string | null;
  readonly remark: string | null;
};

/** What of a row decides about its reading. */
export type StatedReading = Omit<MeterRow, 'rawText' | 'anomalyCode' | 'readerName' | 'remark'>;

/** A bad line of a file. A line with several bad fields has several. */
export type LineError = {
  readonly lineNo: number;
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly rawText: string;
};

/** A part of a meter file: the values that could be read and the lines that could not. */
export type MeterFileChunk = {
  readonly rows: readonly MeterRow[];
  readonly errors: readonly LineError[];
};

/** A meter file that was read whole and recognised; its lines are taken apart while they are walked. */
export type MeterFile = {
  readonly fileName: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly fileHash: string;
  /** `csv`, `xlsx`, `nem13` ... */
  readonly format: string;
  readonly profileCode: string | null;
  /** In the order of the file, some thousand lines each. May be walked more than once. */
  readonly chunks: () => Iterable<MeterFileChunk>;
  /** Lines of the file, for progress; about is enough. */
  readonly lineCount: number;
};
