import { Worker } from 'node:worker_threads';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { TextEncoding } from './decodeText.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';
import type { SpreadsheetFormat } from './spreadsheetFormat.ts';
import type { SheetRows, TableRow } from './table.ts';

export type ToWorker = {
  readonly bytes: Uint8Array;
  readonly format: SpreadsheetFormat;
  readonly encoding: TextEncoding | undefined;
  readonly sheetName: string | undefined;
};
export type FromWorker =
  | { readonly type: 'refused'; readonly error: FileRefusal }
  | { readonly type: 'rows'; readonly rows: readonly TableRow[] }
  | ({ readonly type: 'end' } & Omit<SheetRows, 'rows'>);

/** Beside this file as a source, beside core when built (electron.vite.config.ts). */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './spreadsheetWorker.ts' : './spreadsheetWorker.js',
  import.meta.url,
);
/** What the library may need for a spreadsheet of the allowed size; beyond it the thread ends and not the process. */
const MEMORY_MEGABYTES = 2_048;
/** The thread is kept for the next file so long, and then gives its memory back. */
const IDLE_MS = 5_000;

let idle: Worker | null = null;
let latest: Promise<unknown> = Promise.resolve();

/**
 * Reads the rows of a sheet in a thread of its own: the library works for seconds without a
 * pause, and core answers queries meanwhile. One file at a time; refusals as of `readSpreadsheet`.
 */
export function readSpreadsheetAside(request: ToWorker): Promise<Result<SheetRows, FileRefusal>> {
  const read = latest.then(() => readInThread(request));
  latest = read.catch(() => {
    // whoever asked for that file is told; the next file has nothing to do with it
  });
  return read;
}

function readInThread(request: ToWorker): Promise<Result<SheetRows, FileRefusal>> {
  const worker = idle ?? new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES } });
  idle = null;
  worker.ref();
  return new Promise((resolve, reject) => {
    const chunks: (readonly TableRow[])[] = [];
    const onMessage = (message: FromWorker) => {
      if (message.type === 'rows') {
        chunks.push(message.rows);
        return;
      }
      worker.off('message', onMessage).off('error', onError);
      keepForAWhile(worker);
      if (message.type === 'refused') resolve(refused(message.error));
      else {
        const { type: _end, ...sheet } = message;
        resolve(ok({ ...sheet, rows: () => chunks }));
      }
    };
    const onError = (error: Error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isMemory) resolve(refuseFile('file_too_large', { reason: 'memory' }));
      else reject(error);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage(request);
  });
}

function keepForAWhile(worker: Worker): void {
  idle = worker;
  // Neither the thread nor the clock keeps the command line from ending.
  worker.unref();
  const timer = setTimeout(() => {
    if (idle !== worker) return;
    idle = null;
    void worker.terminate();
  }, IDLE_MS);
  timer.unref();
}
