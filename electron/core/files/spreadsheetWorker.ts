import { parentPort } from 'node:worker_threads';
import { assert } from '#shared/lib/assert.ts';
import { readSpreadsheet } from './spreadsheetRows.ts';
import type { FromWorker, ToWorker } from './spreadsheetThread.ts';

/** The thread that takes spreadsheets apart, one after the other. Its other side is spreadsheetThread.ts. */
const port = parentPort;
assert(port !== null, 'runs as a thread only');
const send = (message: FromWorker) => port.postMessage(message);

port.on('message', async ({ bytes, format, encoding, sheetName }: ToWorker) => {
  const sheet = await readSpreadsheet(bytes, format, encoding, sheetName);
  if (!sheet.ok) {
    send({ type: 'refused', error: sheet.error });
    return;
  }
  const { rows: chunks, ...facts } = sheet.value;
  for (const rows of chunks()) send({ type: 'rows', rows });
  send({ type: 'end', ...facts });
});
