import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine } from './support.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.begin();
});
afterAll(() => line.remove());

test('what is missing or wrong on the line is refused before anything is opened', async () => {
  expect(await line.run(null, 'run', 'create', '--route', '0001', '--period', '2026-10')).toMatchObject({
    exit: 2,
    value: { error: { code: 'user_needed' } },
  });
  expect(await line.run('checker', 'run', 'create', '--route', '9999', '--period', '2026-10')).toMatchObject({
    exit: 2,
    value: { error: { code: 'route_not_found' } },
  });
  expect(await line.run('nobody', 'ledger', 'check')).toMatchObject({
    exit: 2,
    value: { error: { code: 'wrong_credentials' } },
  });
  expect((await line.run('checker', 'no-such-command')).exit).toBe(2);
});
