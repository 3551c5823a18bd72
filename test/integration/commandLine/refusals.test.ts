import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { showProgress } from '../../../electron/cli/output.ts';
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
});

test('arguments that cannot be understood: one JSON document, or the help on stderr; exit 2', async () => {
  const wrong = (cause: string, message: string) => ({
    exit: 2,
    messages: '',
    value: { error: { kind: 'refusal', code: 'wrong_arguments', detail: { cause, message } } },
  });
  expect(await line.run('checker', 'no-such-command')).toMatchObject(
    wrong('commander.unknownCommand', "unknown command 'no-such-command'"),
  );
  expect(await line.run('checker', 'run', 'create')).toMatchObject(
    wrong('commander.missingMandatoryOptionValue', "required option '--route <no>' not specified"),
  );
  const { exit, text, messages } = await line.lines('checker', 'run', 'create');
  expect({ exit, text }).toEqual({ exit: 2, text: '' });
  expect(messages).toContain("required option '--route <no>' not specified");
  expect(messages).toContain('Usage: meterbook run create');
  expect(await line.lines(null, '--help')).toMatchObject({ exit: 0, messages: '' });
});

test('what nobody foresaw: one JSON document, or one line on stderr; exit 1', async () => {
  const file = join(line.folder, 'file');
  writeFileSync(file, '');
  expect(await line.run(null, 'month', '--out', file)).toMatchObject({
    exit: 1,
    value: {
      error: { kind: 'fault', code: 'internal', detail: { message: expect.stringContaining('EEXIST') } },
    },
  });
  const { exit, text, messages } = await line.lines(null, 'month', '--out', file);
  expect({ exit, text }).toEqual({ exit: 1, text: '' });
  expect(messages).toMatch(/^fault internal \{"message":"EEXIST.*\n$/);
});

test('people see the ids that another command asks for, and no others; progress goes to stderr', async () => {
  const [file = ''] = line.sample.files;
  const period = ['--period', line.sample.currentPeriod];
  const imported = await line.lines('reader', 'reading', 'import', file, ...period);
  expect(imported.messages).toMatch(/^\d+ % {2}\d+ \/ \d+\n$/);
  const worklist = await line.lines('reader', 'reading', 'worklist', ...period);
  const [heading = '', row = ''] = worklist.text.split('\n').slice(1);
  expect(heading).toMatch(/ anomalyId +servicePointId$/);
  const { rows } = await line.done('reader', 'reading', 'worklist', ...period);
  const [{ anomalyId = '' } = {}] = rows as { anomalyId?: string }[];
  expect(anomalyId).not.toBe('');
  expect(row).toContain(anomalyId);
  expect(heading).not.toContain('routeId');
});

test('progress in a pipe is a line for every tenth of a command', () => {
  let written = '';
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    written += String(chunk);
    return true;
  });
  const tell = (commandId: string, done: number) =>
    showProgress({ topic: 'progress', commandId, done, total: 40 });
  for (let done = 1; done <= 10; done += 1) tell('first', done);
  tell('second', 40);
  errors.mockRestore();
  expect(written).toBe('10 %  4 / 40\n20 %  8 / 40\n100 %  40 / 40\n');
});
