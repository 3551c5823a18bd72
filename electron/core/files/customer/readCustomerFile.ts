import type { CustomerLine } from '#shared/domain/customers/customerLine.ts';
import type { LineError } from '#shared/domain/reading/meterRow.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { FileRefusal } from '../fileRefusal.ts';
import { customerProfileContent, parseProfileContent } from '../mappingProfile.ts';
import { type FileCheckpoint, readTable } from '../table.ts';
import { findHeader, isBlankRow, rowProblem } from '../tableHeader.ts';
import { type CustomerColumn, CustomerLineReader } from './customerLineReader.ts';

export type CustomerChunk = {
  readonly lines: readonly CustomerLine[];
  readonly errors: readonly LineError[];
};

export type CustomerFile = {
  readonly fileHash: string;
  /** About how many lines, for progress. */
  readonly lineCount: number;
  readonly chunks: () => Iterable<CustomerChunk>;
};

export type CustomerFileRequest = {
  readonly path: string;
  /** The layout as the ledger has it. */
  readonly content: unknown;
  readonly encoding?: 'utf-8' | 'gb18030' | undefined;
  readonly checkpoint?: FileCheckpoint | undefined;
};

type LayoutUnfit = { readonly code: 'profile_not_found'; readonly detail: Readonly<Record<string, unknown>> };

const REQUIRED = ['accountNo', 'name', 'routeNo'] as const;

/** Reads a customer file, one row a service point. Bad lines come beside the good ones. */
export async function readCustomerFile(
  request: CustomerFileRequest,
): Promise<Result<CustomerFile, FileRefusal | LayoutUnfit>> {
  const parsed = parseProfileContent(customerProfileContent, request.content);
  if (!parsed.ok) return refused({ code: 'profile_not_found', detail: { issues: parsed.error } });
  const profile = parsed.value;
  const table = await readTable(request.path, {
    checkpoint: request.checkpoint,
    encoding: request.encoding ?? (profile.encoding === 'auto' ? undefined : profile.encoding),
    delimiter: profile.delimiter === 'auto' ? undefined : profile.delimiter,
  });
  if (!table.ok) return table;
  const aliases: Partial<Record<CustomerColumn, readonly string[]>> = { ...profile.columns };
  for (const [code, names] of Object.entries(profile.openingColumns)) aliases[`opening.${code}`] = names;
  const found = findHeader<CustomerColumn>(table.value, aliases, REQUIRED);
  if (!found.ok) return found;
  const header = found.value;
  const { fileHash, rowCount, format, rows } = table.value;
  return ok({
    fileHash,
    lineCount: rowCount,
    *chunks() {
      for (const part of rows()) {
        const chunk = { lines: [] as CustomerLine[], errors: [] as LineError[] };
        for (const row of part) {
          if (row.lineNo <= header.lineNo) continue;
          if (isBlankRow(row)) continue;
          const reader = new CustomerLineReader(row, header, profile);
          const problem = rowProblem(row, header, format === 'csv');
          if (problem !== null) reader.refuse(problem, null, null);
          const line = problem === null ? reader.line() : null;
          if (line === null) chunk.errors.push(...reader.errors);
          else chunk.lines.push(line);
        }
        yield chunk;
      }
    },
  });
}
