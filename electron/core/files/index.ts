import { checkProfile } from './checkProfile.ts';
import { readMeterFile } from './meter/readMeterFile.ts';
import { writeReconciliationWorkbook } from './reconciliationWorkbook.ts';
import { readTable } from './table.ts';
import { writeCsv } from './writeCsv.ts';

/** Readers and writers of files, handed to the `prepare` part of commands. */
export type Files = ReturnType<typeof createFiles>;

export function createFiles() {
  return { checkProfile, readTable, readMeterFile, writeCsv, writeReconciliationWorkbook };
}
