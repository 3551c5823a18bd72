import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../tidy/sources.ts';

/** Runs one desk in a process of its own; gives what it says at its end, and fails with what it complains of. */
export function runWorker<Told>(file: string, argv: readonly string[]): Promise<Told> {
  const child = spawn(process.execPath, [join(ROOT, 'test/postgres', file), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      complained += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error(complained))));
  });
}
