import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const figures = z.strictObject({
  points: z.literal(60),
  steps: z
    .array(
      z.strictObject({
        step: z.string(),
        items: z.int().positive(),
        milliseconds: z.number().positive(),
        rate: z.int().nonnegative(),
        peakMegabytes: z.int().positive(),
      }),
    )
    .min(10),
  peakMegabytes: z.int().positive(),
  checksFailed: z.literal(0),
});
const compared = z.strictObject({
  points: z.literal(60),
  step: z.string(),
  sqlite: z.int().nonnegative(),
  postgres: z.int().nonnegative(),
  factor: z.number().positive(),
});
const rounds = z.array(figures).length(2);
const answer = z.strictObject({ sqlite: rounds, postgres: rounds, sideBySide: z.array(compared) });

const ratesOf = (all: z.infer<typeof rounds>, step: string) =>
  all.flatMap(({ steps }) => steps.filter((one) => one.step === step).map(({ rate }) => rate));

test('the benchmark measures a file and a server of its own and puts every step side by side', async () => {
  const settings = mkdtempSync(join(tmpdir(), 'meterbook-bench-settings-'));
  const env = { ...process.env, METERBOOK_SETTINGS: settings };
  const argv = ['test/bench/run.ts', '--points', '60', '--ledger', 'both', '--rounds', '2', '--json'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
    const { sqlite, postgres, sideBySide } = answer.parse(JSON.parse(stdout));
    const steps = sqlite[0]?.steps.map(({ step }) => step);
    for (const round of [...sqlite, ...postgres]) expect(round.steps.map(({ step }) => step)).toEqual(steps);
    expect(sideBySide.map(({ step }) => step)).toEqual(steps);
    for (const one of sideBySide) {
      expect(one.sqlite).toBe(Math.max(...ratesOf(sqlite, one.step)));
      expect(one.postgres).toBe(Math.max(...ratesOf(postgres, one.step)));
    }
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
});
