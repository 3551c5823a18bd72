import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import type { paymentReceive } from '#shared/contract/collection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { ROOT } from '../tidy/sources.ts';

export type Payment = {
  readonly commandId: string;
  readonly input: z.input<(typeof paymentReceive)['input']>;
};

/** What a desk is told that is going to be killed. */
export type Order = {
  readonly ledger: string;
  readonly now: number;
  readonly folder: string;
  readonly payments: readonly Payment[];
};

/** The answers that reached somebody before the desk died, in the order of the payments. */
export type VictimEnd = readonly OutputOf<typeof paymentReceive>[];

/** Kills a desk (SIGKILL) some milliseconds after it got so many of its payments answered. */
export async function runVictim(order: Order, afterAnswers: number, delayMs: number): Promise<VictimEnd> {
  const child = spawn(process.execPath, [join(ROOT, 'test/simulation/victim.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  child.stdin.end(JSON.stringify(order));
  const answers: OutputOf<typeof paymentReceive>[] = [];
  let killing: Promise<void> | null = null;
  const kill = async () => {
    await delay(delayMs);
    child.kill('SIGKILL');
  };
  for await (const line of createInterface(child.stdout)) {
    if (line !== 'open') answers.push(JSON.parse(line));
    if (answers.length === afterAnswers) killing ??= kill();
  }
  await killing;
  const [code, signal] = await gone;
  // It may have done everything before the signal reached it; any other end is a fault of its own.
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the desk ended with ${code ?? signal}`);
  return answers;
}
