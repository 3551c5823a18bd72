import { expect, test } from 'vitest';
import { ledgerStatus } from '#shared/contract/ledger.ts';
import { Desk, startCore } from '../../../electron/cli/desk.ts';

test('many desks in one process wait for Ctrl+C with one listener', async () => {
  const core = startCore();
  // Another test of this process may have left a desk that waits already.
  const desk = new Desk(core);
  const waiting = process.listenerCount('SIGINT');
  for (let count = 0; count < 20; count += 1) new Desk(core);
  expect(process.listenerCount('SIGINT')).toBe(waiting);
  expect(await desk.ask(ledgerStatus, {})).toMatchObject({ ledger: null });
  process.emit('SIGINT');
  expect(process.listenerCount('SIGINT')).toBe(waiting - 1);
  expect(new Desk(core)).toBeDefined();
  expect(process.listenerCount('SIGINT')).toBe(waiting);
  await core.close();
});
