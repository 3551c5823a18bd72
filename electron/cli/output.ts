import type { CoreEvent, WireError } from '#shared/contract/wire.ts';

type Row = Readonly<Record<string, unknown>>;

/** Ids that commands ask for; all others say nothing to people. */
const ASKED_IDS: readonly string[] = [
  'anomalyId',
  'bankFileId',
  'batchId',
  'itemId',
  'readingId',
  'servicePointId',
  'tariffId',
  'tariffVersionId',
  'trialBillId',
];

/** Writes the one answer of a command: a JSON document, or lines for people. */
export function printValue(value: unknown, isJson: boolean): void {
  process.stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : readable(value));
}

/** Writes why a command was not carried out: JSON on stdout, or one line on stderr. */
export function printError(error: WireError, isJson: boolean): void {
  if (isJson) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  else process.stderr.write(`${error.kind} ${error.code} ${JSON.stringify(error.detail)}\n`);
}

/** The command whose progress was told last where nothing can be overwritten, and the tenths of it that were. */
let told = { commandId: '', tenths: 0 };

/** Shows progress on stderr: one line that is overwritten on a terminal, a line for every tenth elsewhere. */
export function showProgress(event: CoreEvent): void {
  if (event.topic !== 'progress') return;
  const { commandId, done, total } = event;
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  const text = `${percent} %  ${done} / ${total}`;
  if (process.stderr.isTTY) {
    process.stderr.write(`\r${text}   ${done >= total ? '\n' : ''}`);
    return;
  }
  if (told.commandId !== commandId) told = { commandId, tenths: 0 };
  const tenths = Math.floor(percent / 10);
  if (tenths <= told.tenths) return;
  told.tenths = tenths;
  process.stderr.write(`${text}\n`);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readable(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return table(value, indent);
  if (!isRow(value)) return `${indent}${cell(value)}\n`;
  return Object.entries(value)
    .map(([key, inner]) =>
      isRow(inner) || (Array.isArray(inner) && inner.some(isRow))
        ? `${indent}${key}:\n${readable(inner, `${indent}  `)}`
        : `${indent}${key}: ${cell(inner)}\n`,
    )
    .join('');
}

/** Terminal columns: Chinese characters take two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0);
}

function table(rows: readonly unknown[], indent: string): string {
  if (!rows.every(isRow)) return rows.map((row) => `${indent}${cell(row)}\n`).join('');
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // They are long, so what people read comes first.
  const columns = [
    ...keys.filter((key) => !key.endsWith('Id')),
    ...keys.filter((key) => ASKED_IDS.includes(key)),
  ];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines
    .map((line) => {
      const padded = line.map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text)));
      return `${indent}${padded.join('  ').trimEnd()}\n`;
    })
    .join('');
}
