import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { paymentReceive, receiptReverse } from '#shared/contract/collection.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { TEST_PASSWORD } from '../support/emptyOffice.ts';

/** One desk in a process of its own: takes payments of the same accounts as all others, and takes every third back. */
const [address = '', number = '', rounds = ''] = process.argv.slice(2);
const settingsFolder = join(tmpdir(), `meterbook-desk-${process.pid}`);
const core = new Core({ log: createLog('error'), settingsFolder });
const desk = new Desk(core);
await desk.run(ledgerOpen, { path: address });
await desk.run(sessionSignIn, { userName: 'cashier', password: TEST_PASSWORD });
const receiptNos: string[] = [];
for (let round = 0; round < Number.parseInt(rounds, 10); round += 1) {
  const accountNo = String(1 + ((Number.parseInt(number, 10) + round) % 3)).padStart(10, '0');
  const { receiptNo } = await desk.run(paymentReceive, {
    accountNo,
    amountMinor: 100 + round,
    method: 'cash',
  });
  receiptNos.push(receiptNo);
  if (round % 3 === 2) {
    const reversal = await desk.run(receiptReverse, { receiptNo, reason: `第${number}桌` });
    receiptNos.push(reversal.receiptNo);
  }
}
await core.close();
console.log(JSON.stringify(receiptNos));
