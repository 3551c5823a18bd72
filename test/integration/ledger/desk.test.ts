import { expect, test } from 'vitest';
import { ledgerStatus } from '#shared/contract/ledger.ts';
import { Desk, startCore } from '../../../electron/cli/desk.ts';

test('many desks in one process wait for Ctrl+C with one listener', async () => {
  const core = startCore();
  const before = process.listenerCount('SIGINT');
  const desks = Array.from({ length: 20 }, () => new Desk(core));
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  const [desk] = desks;
  expect(await desk?.ask(ledgerStatus, {})).toMatchObject({ ledger: null });
  process.emit('SIGINT');
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(new Desk(core)).toBeDefined();
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  await core.close();
});
