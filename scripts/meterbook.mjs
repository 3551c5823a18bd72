#!/usr/bin/env node
// The command line `meterbook`: starts the project's own Node.js on electron/cli and passes on arguments,
// streams, signals and the exit code.
import { join } from 'node:path';
import { isMain, main, NODE, projectEnv, ROOT, run } from './run.mjs';
import { install } from './setup.mjs';

/** @returns {Promise<number>} the exit code of the command */
export async function runMeterbook(args) {
  const entry = join(ROOT, 'electron', 'cli', 'index.ts');
  return (await run(NODE, [entry, ...args], { env: projectEnv(), cwd: process.cwd() })).code;
}

if (isMain(import.meta.url)) {
  main(async () => {
    await install();
    return runMeterbook(process.argv.slice(2));
  });
}
