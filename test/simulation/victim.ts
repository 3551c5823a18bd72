import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { paymentReceive } from '#shared/contract/collection.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import type { Order } from './runVictim.ts';

/** A desk in a process of its own that takes payments until somebody kills it. Says when it is open, then each answer. */
const { ledger, now, folder, payments }: Order = JSON.parse(await text(process.stdin));
const settingsFolder = join(folder, `victim-${randomUUID()}`);
const core = new Core({ log: createLog('silent'), settingsFolder, clock: () => now });
const desk = new Desk(core);
await desk.run(ledgerOpen, { path: ledger });
await desk.run(sessionSignIn, { userName: 'cashier', password: SAMPLE_PASSWORD });
console.log('open');
for (const { commandId, input } of payments) {
  console.log(JSON.stringify(await desk.run(paymentReceive, input, { commandId })));
}
await core.close();
