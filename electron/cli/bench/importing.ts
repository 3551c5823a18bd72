import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { assert } from '#shared/lib/assert.ts';
import type { People } from '../month/people.ts';
import type { Stopwatch } from './stopwatch.ts';

type Month = { readonly files: readonly string[]; readonly period: string; readonly folder: string };

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Imports the month as its senders send it: some a file a route, and those that write a line a register in UTF-8 one file
 * for all their routes. `import` counts register values, the others lines of the files that come in their way.
 */
export async function importMonth(people: People, watch: Stopwatch, { files, period, folder }: Month) {
  const reader = await people.at('reader');
  const { rows } = await reader.ask(routeList, {});
  const together = new JoinedFiles(folder);
  for (const { routeId, routeNo } of rows) {
    const path = files.find((file) => basename(file).includes(`_${routeNo}_`));
    assert(path !== undefined, `a reading file for route ${routeNo}`);
    const bytes = readFileSync(path);
    if (bytes.indexOf(BYTE_ORDER_MARK) === 0 && columnsOf(bytes) === columnsOfLong(files)) {
      together.add(bytes);
      continue;
    }
    await watch.time(
      (batch) => ({ import: batch.lineCount, ...linesOf(bytes, batch) }),
      () => reader.run(readingImport, { path, routeId, period }),
    );
  }
  for (const path of together.paths) {
    await watch.time(
      (batch) => ({ import: batch.lineCount, importTogether: batch.lineCount }),
      () => reader.run(readingImport, { path, routeId: null, period }),
    );
  }
}

/** What a sender writes into one file: about as much as an office of a hundred thousand meters reads in a month. */
const MOST_JOINED_BYTES = 12_000_000;

/** Files of routes, one behind the other under the heading of the first. */
class JoinedFiles {
  readonly #folder: string;
  readonly paths: string[] = [];
  #bytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(bytes: Buffer): void {
    const last = this.paths.at(-1);
    if (last !== undefined && this.#bytes < MOST_JOINED_BYTES) {
      appendFileSync(last, bytes.subarray(bytes.indexOf(LINE_FEED) + 1));
      this.#bytes += bytes.length;
      return;
    }
    const path = join(this.#folder, `together-${this.paths.length + 1}.csv`);
    writeFileSync(path, bytes);
    this.#bytes = bytes.length;
    this.paths.push(path);
  }
}

function columnsOf(bytes: Buffer): number {
  return bytes.subarray(0, bytes.indexOf(LINE_FEED)).filter((byte) => byte === COMMA).length + 1;
}

/** The sample's first route has a line a register. */
function columnsOfLong([first]: readonly string[]): number {
  assert(first !== undefined, 'the sample has reading files');
  return columnsOf(readFileSync(first));
}

/** Lines of a file with a line a register, of one with a line a meter; of workbooks the values. */
function linesOf(
  bytes: Buffer,
  { format, lineCount }: OutputOf<typeof readingImport>,
): Readonly<Record<string, number>> {
  if (format !== 'csv') return { importWorkbook: lineCount };
  const lines = bytes.filter((byte) => byte === LINE_FEED).length - 1;
  return { [lines === lineCount ? 'importLong' : 'importWide']: lines };
}
