import { readMeterFile } from './meter/readMeterFile.ts';
import { readTable } from './table.ts';
import { writeCsv } from './writeCsv.ts';

/** Readers and writers of files, handed to the `prepare` part of commands. */
export type Files = ReturnType<typeof createFiles>;

export function createFiles() {
  return { readTable, readMeterFile, writeCsv };
}
