import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#shared/lib/assert.ts';
import { connectRecorder } from '../db/dialect/sqliteRecorder.ts';
import { createIdMaker } from '../runtime/ids.ts';
import type { FromAside, ToAside } from './asideThread.ts';
import { WORKS } from './works.ts';

/** The thread that carries out parts of commands beside them. Its other side is asideThread.ts. */
const port = parentPort;
assert(port !== null, 'runs as a thread only');
const send = (message: FromAside) => port.postMessage(message);

const recorder = connectRecorder((workerData as { readonly path: string }).path);
const newId = createIdMaker();
let carryOut: (part: unknown) => Promise<unknown> = async () => assert(false, 'work begins before its parts');

async function take(message: ToAside): Promise<void> {
  if (message.type === 'begin') {
    const work = WORKS.find(({ name }) => name === message.work);
    assert(work !== undefined, `work that is not known: ${message.work}`);
    carryOut = await work.begin({ tx: await recorder.begin(), newId }, message.common);
  } else if (message.type === 'part') {
    const { help, index, part } = message;
    const output = await carryOut(part);
    send({ type: 'done', help, index, output, writes: recorder.takeWrites() });
  } else if (message.type === 'end') await recorder.end();
  else {
    await recorder.close();
    // Nothing is heard any more, and so the thread ends.
    port?.close();
  }
}

let latest: Promise<void> = Promise.resolve();
port.on('message', (message: ToAside) => {
  latest = latest.then(() => take(message));
});
send({ type: 'ready' });
