#!/usr/bin/env node
// The command line `meterbook`: starts the project's own Node.js on electron/cli and passes on arguments,
// streams, signals and the exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { isMain, main, NODE, projectEnv, ROOT } from './run.mjs';
import { install } from './setup.mjs';

/** @returns {Promise<number>} the exit code of the command */
export function runMeterbook(args) {
  const child = spawn(NODE, [join(ROOT, 'electron', 'cli', 'index.ts'), ...args], {
    stdio: 'inherit',
    env: projectEnv(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A Ctrl-C in a terminal reaches the child by itself; a second one would cut its clean end short.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

if (isMain(import.meta.url)) {
  main(async () => {
    await install();
    return runMeterbook(process.argv.slice(2));
  });
}
