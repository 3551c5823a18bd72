import { basename } from 'node:path';
import type { MeterFile, MeterFileChunk } from '#shared/domain/reading/meterRow.ts';
import { assertNever } from '#shared/lib/assert.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from '../fileRefusal.ts';
import { type MeterProfileContent, meterProfileContent, parseProfileContent } from '../mappingProfile.ts';
import { type FileCheckpoint, readTable, type Table } from '../table.ts';
import { METER_PROFILES } from './meterProfiles.ts';
import { readMeterTable } from './meterTable.ts';
import { hasRecords, isNem13, readNem13 } from './nem13.ts';

export type StoredProfile = { readonly profileCode: string; readonly content: unknown };

export type MeterFileRequest = {
  readonly path: string;
  /** `null`: the first layout whose headings the file has. */
  readonly profileCode: string | null;
  /** A person's choice, in place of the layout's and of detection. */
  readonly encoding?: 'utf-8' | 'gb18030' | undefined;
  readonly checkpoint?: FileCheckpoint | undefined;
  /** The ledger's own layouts; one with a shipped layout's code takes its place. */
  readonly profiles: readonly StoredProfile[];
};

export type ProfileNotFound = {
  readonly code: 'profile_not_found';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Reads a meter file into memory, recognises it and gives its values in chunks. What is wrong with the
 * file as a whole is refused here; bad lines come with the chunks, and the good lines beside them.
 */
export async function readMeterFile(
  request: MeterFileRequest,
): Promise<Result<MeterFile, FileRefusal | ProfileNotFound>> {
  const found = chosenProfiles(request);
  if (!found.ok) return found;
  const chosen = found.value;
  const only = chosen.length === 1 ? chosen[0]?.[1] : undefined;
  const encoding = request.encoding ?? (only && encodingOf(only));
  const table = await readTable(request.path, {
    checkpoint: request.checkpoint,
    encoding,
    delimiter: only && delimiterOf(only),
  });
  if (!table.ok) return table;
  const interval = isIntervalData(table.value);
  if (interval) return refuseFile('format_unknown', { reason: 'interval_data' });
  let refusal: Result<never, FileRefusal> | null = null;
  for (const [profileCode, content] of chosen) {
    const chunks = chunksOf(table.value, content);
    if (chunks.ok) return ok(meterFile(request.path, table.value, profileCode, content, chunks.value));
    refusal ??= chunks;
  }
  return refusal ?? refuseFile('format_unknown');
}

/** Contents are checked once while they are there: those that are shipped are the same objects every time. */
const parsedContents = new WeakMap<object, ReturnType<typeof parseContent>>();

const parseContent = (content: unknown) => parseProfileContent(meterProfileContent, content);

function parsedContent(content: unknown): ReturnType<typeof parseContent> {
  if (typeof content !== 'object' || content === null) return parseContent(content);
  let parsed = parsedContents.get(content);
  if (!parsed) {
    parsed = parseContent(content);
    parsedContents.set(content, parsed);
  }
  return parsed;
}

/** The layouts that come into question; one that was stored wrong is refused with its faults. */
function chosenProfiles({
  profileCode: wanted,
  profiles,
}: MeterFileRequest): Result<(readonly [string, MeterProfileContent])[], ProfileNotFound> {
  const byCode = new Map<string, unknown>();
  for (const { profileCode, content } of [...METER_PROFILES, ...profiles]) byCode.set(profileCode, content);
  const chosen: (readonly [string, MeterProfileContent])[] = [];
  for (const [profileCode, content] of byCode) {
    if (wanted !== null && profileCode !== wanted) continue;
    const parsed = parsedContent(content);
    if (!parsed.ok) {
      return refused({ code: 'profile_not_found', detail: { profileCode, issues: parsed.error } });
    }
    chosen.push([profileCode, parsed.value]);
  }
  return chosen.length > 0
    ? ok(chosen)
    : refused({ code: 'profile_not_found', detail: { profileCode: wanted } });
}

function encodingOf(content: MeterProfileContent): 'utf-8' | 'gb18030' | undefined {
  return content.layout === 'nem13' || content.encoding === 'auto' ? undefined : content.encoding;
}

function delimiterOf(content: MeterProfileContent): ',' | '\t' | ';' | '|' | undefined {
  if (content.layout === 'nem13') return ',';
  return content.delimiter === 'auto' ? undefined : content.delimiter;
}

/** NEM12 looks alike but holds a value for each interval, not readings. */
function isIntervalData(table: Table): boolean {
  for (const rows of table.rows()) return rows[0]?.cells[0] === '100' && rows[0].cells[1] === 'NEM12';
  return false;
}

function chunksOf(
  table: Table,
  content: MeterProfileContent,
): Result<() => Iterable<MeterFileChunk>, FileRefusal> {
  switch (content.layout) {
    case 'nem13':
      if (!isNem13(table)) return refuseFile('format_unknown', { wanted: 'nem13' });
      return hasRecords(table) ? ok(() => readNem13(table, content)) : refuseFile('file_empty');
    case 'long':
    case 'wide':
      return readMeterTable(table, content);
    default:
      return assertNever(content);
  }
}

function meterFile(
  path: string,
  table: Table,
  profileCode: string,
  content: MeterProfileContent,
  chunks: () => Iterable<MeterFileChunk>,
): MeterFile {
  return {
    fileName: basename(path),
    fileHash: table.fileHash,
    format: content.layout === 'nem13' ? 'nem13' : table.format,
    profileCode,
    chunks,
    lineCount: table.rowCount,
  };
}
