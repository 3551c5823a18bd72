import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  SAMPLE_TARIFFS,
  SHIPPED_TARIFFS,
  tariffContentSchema,
  trialTariff,
} from '#shared/domain/tariff/index.ts';
import { ROOT } from '../../tidy/sources.ts';

describe.each([...new Set([...SHIPPED_TARIFFS, ...SAMPLE_TARIFFS])])('$tariffCode', ({ content }) => {
  test('every worked case comes to what its source says', () => {
    const trial = trialTariff(content);
    expect(trial.errors).toEqual([]);
    expect(trial.cases.length).toBeGreaterThan(0);
    expect(trial.cases.filter((one) => !one.passed || !one.isCompared)).toEqual([]);
    expect(trial.passed).toBe(true);
  });
});

test('the published schema of tariff documents is the one that is used', () => {
  const file = join(ROOT, 'docs/formats/tariff.schema.json');
  const schema: unknown = z.toJSONSchema(tariffContentSchema, { io: 'input', unrepresentable: 'any' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
