import type { PowerFactorStandard } from '../content/fields.ts';

/**
 * Percent by which the power factor adjustment (力调电费) changes a bill, in hundredths of a percent, by
 * standard and power factor in hundredths. Source: (83)水电财字第215号, tables 1 to 3.
 */
export function adjustmentOf(standard: PowerFactorStandard, hundredths: number): number {
  return hundredths >= Number(standard.slice(2))
    ? 0 - REWARDS[standard](hundredths)
    : penalty(standard, hundredths);
}

/** What is taken off at and above the standard. */
const REWARDS: Readonly<Record<PowerFactorStandard, (hundredths: number) => number>> = {
  '0.90': (value) => (value >= 95 ? 75 : 15 * (value - 90)),
  '0.85': (value) => {
    if (value >= 94) return 110;
    return value <= 90 ? 10 * (value - 85) : 50 + 15 * (value - 90);
  },
  '0.80': (value) => {
    if (value >= 92) return 130;
    return value <= 90 ? 10 * (value - 80) : 115;
  },
};

/** 0.5 % for each of the first 20 hundredths below the standard, 1 % for each of the next 5, then 2 %. */
function penalty(standard: PowerFactorStandard, hundredths: number): number {
  const below = Number(standard.slice(2)) - hundredths;
  return 50 * Math.min(below, 20) + 100 * clamp(below - 20, 5) + 200 * Math.max(0, below - 25);
}

function clamp(value: number, highest: number): number {
  return Math.max(0, Math.min(value, highest));
}
