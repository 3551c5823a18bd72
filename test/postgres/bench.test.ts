import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { BenchFigures } from '../../electron/cli/bench/bench.ts';
import { sideBySide } from '../bench/sideBySide.ts';

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
const rounds = z.array(figures).length(1);
const answer = z.strictObject({ sqlite: rounds, postgres: rounds, sideBySide: z.array(compared) });

test('the benchmark measures a file and a server of its own and puts every step side by side', async () => {
  const settings = mkdtempSync(join(tmpdir(), 'meterbook-bench-settings-'));
  const env = { ...process.env, METERBOOK_SETTINGS: settings };
  const argv = ['test/bench/run.ts', '--points', '60', '--ledger', 'both', '--rounds', '1', '--json'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
    const { sqlite, postgres, sideBySide: compared } = answer.parse(JSON.parse(stdout));
    const steps = sqlite[0]?.steps.map(({ step }) => step);
    for (const round of [...sqlite, ...postgres]) expect(round.steps.map(({ step }) => step)).toEqual(steps);
    expect(compared.map(({ step }) => step)).toEqual(steps);
    for (const one of compared) {
      expect(one.sqlite).toBe(sqlite[0]?.steps.find(({ step }) => step === one.step)?.rate);
      expect(one.postgres).toBe(postgres[0]?.steps.find(({ step }) => step === one.step)?.rate);
    }
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
});

test('of several rounds each database is taken at its best, step by step', () => {
  const round = (issue: number, pay: number): BenchFigures => ({
    points: 60,
    steps: [
      { step: 'issue', items: 60, milliseconds: 1, rate: issue, peakMegabytes: 1 },
      { step: 'pay', items: 6, milliseconds: 1, rate: pay, peakMegabytes: 1 },
    ],
    peakMegabytes: 1,
    checksFailed: 0,
  });
  expect(sideBySide([round(100, 10), round(90, 40)], [round(40, 5), round(50, 4)])).toEqual([
    { points: 60, step: 'issue', sqlite: 100, postgres: 50, factor: 2 },
    { points: 60, step: 'pay', sqlite: 40, postgres: 5, factor: 8 },
  ]);
});
