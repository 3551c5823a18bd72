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
const answer = z.strictObject({ sqlite: figures, postgres: figures, sideBySide: z.array(compared) });

test('the benchmark measures a file and a server of its own and puts every step side by side', async () => {
  const settings = mkdtempSync(join(tmpdir(), 'meterbook-bench-settings-'));
  const env = { ...process.env, METERBOOK_SETTINGS: settings };
  const argv = ['test/bench/run.ts', '--points', '60', '--ledger', 'both', '--json'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
    const { sqlite, postgres, sideBySide } = answer.parse(JSON.parse(stdout));
    const stepsOf = ({ steps }: z.infer<typeof figures>) => steps.map(({ step }) => step);
    expect(stepsOf(postgres)).toEqual(stepsOf(sqlite));
    expect(sideBySide.map(({ step }) => step)).toEqual(stepsOf(sqlite));
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
});
