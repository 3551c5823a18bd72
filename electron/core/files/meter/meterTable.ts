import type { LineError, MeterFileChunk, MeterRow, RowRegister } from '#shared/domain/reading/meterRow.ts';
import { StatedRegisters } from '#shared/domain/reading/statedRegisters.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { FileRefusal } from '../fileRefusal.ts';
import type { MeterField, MeterTableProfile } from '../mappingProfile.ts';
import type { Table, TableRow } from '../table.ts';
import {
  type ColumnAliases,
  findHeader,
  headingKey,
  isBlankRow,
  rowProblem,
  type TableHeader,
} from '../tableHeader.ts';
import { type KnownDays, RowReader, registerKey } from './meterRowBuilder.ts';

type RegisterColumn = {
  readonly register: RowRegister;
  readonly current: number;
  readonly previous: number | undefined;
};

/** Takes the rows of a meter table apart by its layout. Lines that repeat a meter, register and day are refused. */
export function readMeterTable(
  table: Table,
  profile: MeterTableProfile,
): Result<() => Iterable<MeterFileChunk>, FileRefusal> {
  const isLong = profile.layout === 'long';
  const required: MeterField[] = isLong ? ['readOn', 'registerCode', 'current'] : ['readOn'];
  const identifiers = (['meterNo', 'accountNo'] as const).filter((field) => profile.columns[field]);
  const [preferred, other] = identifiers;
  const first = findMeterHeader(table, profile, [...required, ...(preferred ? [preferred] : [])]);
  const found = !first.ok && other ? findMeterHeader(table, profile, [...required, other]) : first;
  if (!found.ok) return first.ok ? found : first;
  const header = found.value;
  return ok(function* () {
    const file = {
      header,
      profile,
      isText: table.format === 'csv',
      stated: new StatedRegisters(),
      days: new Map(),
    };
    for (const rows of table.rows()) {
      const chunk = { rows: [] as MeterRow[], errors: [] as LineError[] };
      for (const row of rows) {
        if (row.lineNo > header.lineNo) readRow(row, file, chunk);
      }
      yield chunk;
    }
  });
}

type MeterHeader = TableHeader<MeterField> & { readonly registers: readonly RegisterColumn[] };

function findMeterHeader(
  table: Table,
  profile: MeterTableProfile,
  required: readonly MeterField[],
): Result<MeterHeader, FileRefusal> {
  if (profile.layout === 'long') {
    const header = findHeader<MeterField>(table, profile.columns as ColumnAliases<MeterField>, required);
    return header.ok ? ok({ ...header.value, registers: [] }) : header;
  }
  const aliases: Record<string, readonly string[]> = { ...profile.columns };
  for (const [index, column] of profile.registers.entries()) {
    aliases[`current${index}`] = column.current;
    if (column.previous) aliases[`previous${index}`] = column.previous;
  }
  let header = findHeader<string>(table, aliases, [...required, 'current0']);
  for (let index = 1; !header.ok && index < profile.registers.length; index += 1) {
    const other = findHeader<string>(table, aliases, [...required, `current${index}`]);
    if (other.ok) header = other;
  }
  if (!header.ok) return header;
  const { columns } = header.value;
  const registers = profile.registers.flatMap(({ register }, index) => {
    const current = columns[`current${index}`];
    return current === undefined ? [] : [{ register, current, previous: columns[`previous${index}`] }];
  });
  return ok({ ...header.value, columns: columns as MeterHeader['columns'], registers });
}

const TOTALS_LINE = /^(?:合计|总计|小计|total)/i;

/** What is known while the rows of one file are read. */
type FileInReading = {
  readonly header: MeterHeader;
  readonly profile: MeterTableProfile;
  readonly isText: boolean;
  /** What the lines so far have values for. */
  readonly stated: StatedRegisters;
  readonly days: KnownDays;
};

function readRow(
  row: TableRow,
  { header, profile, isText, stated, days }: FileInReading,
  chunk: { rows: MeterRow[]; errors: LineError[] },
): void {
  if (isBlankRow(row)) return;
  const first = row.cells.find((cell) => cell.trim() !== '');
  if (TOTALS_LINE.test(first?.trim() ?? '')) return;
  const reader = new RowReader(row, header, profile, days);
  const problem = rowProblem(row, header, isText);
  if (problem !== null) reader.refuse(problem, null, null);
  const facts = problem === null ? reader.facts() : null;
  const rows: MeterRow[] = [];
  if (facts !== null) {
    const meter = `${facts.accountNo ?? ''}|${facts.meterNo ?? ''}`;
    for (const value of registerValues(reader, header, profile)) {
      const register = registerKey(value.register);
      if (stated.has(meter, register, facts.readOn)) reader.refuse('duplicate_line', null, null);
      else stated.add(meter, register, facts.readOn);
      rows.push({ ...facts, ...value });
    }
  }
  if (reader.errors.length > 0) chunk.errors.push(...reader.errors);
  else for (const value of rows) chunk.rows.push(value);
}

type RegisterValue = Pick<MeterRow, 'register' | 'previous' | 'current'>;

function registerValues(
  reader: RowReader,
  header: MeterHeader,
  profile: MeterTableProfile,
): readonly RegisterValue[] {
  if (profile.layout === 'long') {
    const word = reader.text('registerCode');
    const register =
      word === null ? undefined : (profile.registerCodes[word] ?? profile.registerCodes[headingKey(word)]);
    if (register === undefined) {
      reader.refuse(word === null ? 'missing' : 'unknown_code', 'registerCode', word);
      return [];
    }
    return [
      {
        register,
        previous: reader.value('previous', reader.text('previous')),
        current: reader.value('current', reader.text('current')),
      },
    ];
  }
  const values = header.registers.flatMap(({ register, current, previous }) => {
    const [currentText, previousText] = [reader.cell(current), reader.cell(previous)];
    if (currentText === null && previousText === null) return [];
    const key = registerKey(register);
    return [
      {
        register,
        previous: reader.value(`previous.${key}`, previousText),
        current: reader.value(`current.${key}`, currentText),
      },
    ];
  });
  // A row without any value says that the meter was not read.
  const first = header.registers[0];
  return values.length > 0 || !first ? values : [{ register: first.register, previous: null, current: null }];
}
