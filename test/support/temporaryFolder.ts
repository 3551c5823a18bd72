import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the run a folder for all temporary files, so that nothing is left of processes that tests kill. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-tests-'));
  // Servers and other people of the tests enter it as well.
  chmodSync(folder, 0o755);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
