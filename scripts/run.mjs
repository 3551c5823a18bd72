// Running other programs with visible progress. Node built-ins only: this runs before anything is installed,
// on Node 20 as well. Everything said here goes to stderr, because stdout belongs to the results.
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const MODULES = join(ROOT, 'node_modules');
/** The Node.js that the project runs on: it comes with the packages, whatever the computer has. */
export const NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const HEARTBEAT_MS = 15_000;

/** An expected end that needs words and an exit code, not a stack trace. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** The environment in which `node` and every tool are the ones of this project. */
export function projectEnv(extra = {}) {
  return {
    ...process.env,
    PATH: join(MODULES, '.bin') + delimiter + (process.env.PATH ?? ''),
    // Sources are stripped of their types once, not at every start: half the time of a short command.
    NODE_COMPILE_CACHE: join(MODULES, '.cache', 'node'),
    ...extra,
  };
}

/** Passes signals that ask for an end on to a child, for as long as it runs. */
export function forwardSignals(child) {
  const forward = (signal) => {
    // A Ctrl-C in a terminal reaches the child by itself; a second one would cut its clean end short.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  child.once('exit', () => {
    for (const signal of signals) process.off(signal, forward);
  });
}

/**
 * Runs a program to its end. With `quietly` (what is being done, in words) its output is kept back, a sign of
 * life appears every 15 seconds, and the output is shown only when the program fails.
 * @returns {Promise<{ code: number, stdout: string }>} `stdout` only with `quietly` or `capture`
 */
export function run(command, args, { quietly, capture = false, env = process.env, cwd = ROOT } = {}) {
  const startedAt = performance.now();
  const streams = quietly ? ['ignore', 'pipe', 'pipe'] : ['inherit', capture ? 'pipe' : 'inherit', 'inherit'];
  const child = spawn(command, args, { cwd, env, stdio: streams });
  forwardSignals(child);
  const output = [];
  const stdout = [];
  child.stdout?.on('data', (chunk) => {
    stdout.push(chunk);
    output.push(chunk);
  });
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const heartbeat =
    quietly && setInterval(() => say(`  ${quietly}: ${seconds(startedAt)} ...`), HEARTBEAT_MS);
  return new Promise((resolve) => {
    const end = (code, failure) => {
      clearInterval(heartbeat);
      if (failure) say(`  ${command}: ${failure.message}`);
      if (quietly && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve({ code, stdout: Buffer.concat(stdout).toString() });
    };
    child.once('error', (error) => end(127, error));
    child.once('close', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Runs npm: the one that runs us, if any, on its own Node.js; ours may be replaced by what npm does. */
export function runNpm(args, options) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node) return run(node, [npm, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Runs a tool of the project (the command `bin` of a package, its first by default) on the project's own Node.js. */
export function runTool(packageName, args, { bin, ...options } = {}) {
  const folder = join(MODULES, packageName);
  const { bin: commands } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entry = typeof commands === 'string' ? commands : commands[bin ?? Object.keys(commands)[0]];
  return run(NODE, [join(folder, entry), ...args], { ...options, env: projectEnv(options.env) });
}

/** Runs the main function of a script: a `Stop` is told in its own words, everything else with its stack. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? `\n${error.message}` : `\n${error?.stack ?? error}`);
    process.exitCode = error instanceof Stop ? error.exitCode : 1;
  }
}

/** Whether a script was started itself (also through a link in .bin), not imported by another. */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
}
