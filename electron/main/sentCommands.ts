import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** One small file for each command without an answer: the storage of the browser reaches the disk seconds later. */
const folder = () => join(process.env.METERBOOK_SETTINGS ?? app.getPath('userData'), 'sentCommands');
const KEPT = '.json';
const fileOf = (commandId: string) => join(folder(), `${commandId}${KEPT}`);

/** Keeps what a window says of a command before it is sent; on the disk when this comes back. Says whether it is kept. */
export function keepSent(commandId: string, content: string): boolean {
  // A power cut in between leaves a file that is not listed; its command was not sent.
  const unfinished = `${fileOf(commandId)}.new`;
  try {
    mkdirSync(folder(), { recursive: true });
    const file = openSync(unfinished, 'w', 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, fileOf(commandId));
    syncFolder();
    return true;
  } catch {
    // A full disk of the desk is no reason to stop working on a server.
    return false;
  }
}

/** The new name is on the disk too. Windows cannot open a folder for that, and needs not. */
function syncFolder(): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder(), 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** The answer of a command came. */
export function forgetSent(commandId: string): void {
  rmSync(fileOf(commandId), { force: true });
}

/** What was kept and not forgotten. */
export function listSent(): string[] {
  mkdirSync(folder(), { recursive: true });
  return readdirSync(folder())
    .filter((name) => name.endsWith(KEPT))
    .map((name) => readFileSync(join(folder(), name), 'utf8'));
}
