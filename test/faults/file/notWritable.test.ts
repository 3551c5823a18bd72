import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Reply } from '#shared/contract/wire.ts';
import { ROOT } from '../../tidy/sources.ts';
import { makeOriginal, type Original } from './ledgerOnDisk.ts';

const [EVERYTHING, READ_ONLY, NOTHING] = [0o777, 0o555, 0];
let original: Original;
let folder: string;
let path: string;
beforeAll(async () => {
  original = await makeOriginal(10);
});
afterAll(() => original.remove());
beforeEach(() => {
  const place = mkdtempSync(join(tmpdir(), 'meterbook-rights-'));
  chmodSync(place, EVERYTHING);
  folder = join(place, 'office');
  mkdirSync(folder);
  path = join(folder, 'office.meterbook');
  copyFileSync(original.path, path);
  chmodSync(folder, EVERYTHING);
  chmodSync(path, EVERYTHING);
});
afterEach(() => {
  chmodSync(folder, EVERYTHING);
  rmSync(join(folder, '..'), { recursive: true });
});

function openWithoutRights(settings = join(folder, '..')): Reply {
  const script = join(ROOT, 'test/faults/file/withoutRights.ts');
  return JSON.parse(
    execFileSync(process.execPath, [script, path, settings], { encoding: 'utf8', timeout: 20_000 }),
  ) as Reply;
}

test('with every right it opens, also where the settings cannot be written', () => {
  expect(openWithoutRights()).toMatchObject({ ok: true });
  expect(openWithoutRights(join(path, 'nowhere'))).toMatchObject({ ok: true });
});

test.each([
  { title: 'a file that may only be read', restrict: () => chmodSync(path, READ_ONLY) },
  { title: 'a file that may not be read', restrict: () => chmodSync(path, NOTHING) },
  { title: 'a folder that takes no new file', restrict: () => chmodSync(folder, READ_ONLY) },
  {
    title: "a lock file of another person's",
    restrict: () => {
      writeFileSync(`${path}.lock`, '');
      chmodSync(`${path}.lock`, READ_ONLY);
    },
  },
  {
    title: "a journal of another person's",
    restrict: () => {
      writeFileSync(`${path}-wal`, '');
      chmodSync(`${path}-wal`, READ_ONLY);
    },
  },
  {
    title: "a journal of another person's that may not be read",
    restrict: () => {
      writeFileSync(`${path}-wal`, '');
      chmodSync(`${path}-wal`, NOTHING);
    },
  },
])('$title: the ledger is refused, with its path, and left as it is', ({ restrict }) => {
  const before = readFileSync(path);
  restrict();
  expect(openWithoutRights()).toMatchObject({
    ok: false,
    error: { kind: 'refusal', code: 'not_writable', detail: { path } },
  });
  expect(readFileSync(path).equals(before)).toBe(true);
});
