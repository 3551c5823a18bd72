import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { TextEncoding } from './decodeText.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';
import type { SpreadsheetFormat } from './spreadsheetFormat.ts';
import type { FileCheckpoint, SheetRows, TableRow } from './table.ts';

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
/** So often it is asked whether the person has cancelled. */
const ASKED_EVERY_MS = 100;
/** No sheet within the limits of size that people work with takes so long; what does is made to. */
const LONGEST_MS = 180_000;
/** The thread is kept for the next file so long, and then gives its memory back. */
const IDLE_MS = 5_000;

let idle: Worker | null = null;
let latest: Promise<unknown> = Promise.resolve();

/**
 * Reads the rows of a sheet in a thread of its own: the library works for seconds without a
 * pause, and core answers queries meanwhile. One file at a time; refusals as of `readSpreadsheet`, and
 * `file_too_large` for one that needs more memory or time than any honest file does. What `checkpoint` throws
 * ends the thread in the middle of its work, or lets the file not be begun.
 */
export function readSpreadsheetAside(
  request: ToWorker,
  checkpoint?: FileCheckpoint,
  limitMs = LONGEST_MS,
): Promise<Result<SheetRows, FileRefusal>> {
  const stop = new AbortController();
  const read = latest.then(() => readInThread(request, stop.signal, limitMs));
  latest = read.catch(() => {
    // whoever asked for that file is told; the next file has nothing to do with it
  });
  return checkpoint ? askedMeanwhile(read, checkpoint, stop) : read;
}

async function askedMeanwhile<Value>(
  read: Promise<Value>,
  checkpoint: FileCheckpoint,
  stop: AbortController,
): Promise<Value> {
  const isRead = read.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([isRead, wait(ASKED_EVERY_MS, false, { ref: false })]))) {
    try {
      await checkpoint(0, 1);
    } catch (error) {
      stop.abort(error);
      break;
    }
  }
  return read;
}

function readInThread(
  request: ToWorker,
  stop: AbortSignal,
  limitMs: number,
): Promise<Result<SheetRows, FileRefusal>> {
  if (stop.aborted) return Promise.reject(stop.reason);
  const worker = idle ?? new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES } });
  idle = null;
  worker.ref();
  return new Promise((resolve, reject) => {
    const chunks: (readonly TableRow[])[] = [];
    const limit = setTimeout(() => {
      worker.off('message', onMessage).off('error', onError);
      void worker.terminate();
      resolve(refuseFile('file_too_large', { reason: 'time' }));
    }, limitMs);
    const onMessage = (message: FromWorker) => {
      if (message.type === 'rows') {
        chunks.push(message.rows);
        return;
      }
      clearTimeout(limit);
      worker.off('message', onMessage).off('error', onError);
      keepForAWhile(worker);
      if (message.type === 'refused') resolve(refused(message.error));
      else {
        const { type: _end, ...sheet } = message;
        resolve(ok({ ...sheet, rows: () => chunks }));
      }
    };
    const onError = (error: Error) => {
      clearTimeout(limit);
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isMemory) resolve(refuseFile('file_too_large', { reason: 'memory' }));
      else reject(error);
    };
    stop.addEventListener('abort', () => {
      clearTimeout(limit);
      worker.off('message', onMessage).off('error', onError);
      void worker.terminate().then(() => reject(stop.reason));
    });
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
