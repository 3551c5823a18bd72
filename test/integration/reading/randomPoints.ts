import type { SeededRandom } from '#core/sample/random.ts';
import { addMonths } from '#shared/domain/localDate.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { PERIOD, READ_ON, type TestPoint } from './support.ts';

const MONTHS_READ = 17;
const WORDS: Readonly<Partial<Record<RegisterCode, string>>> = {
  total: '总',
  peak: '峰',
  valley: '谷',
  demand: '需量',
};
const METERS: readonly [readonly RegisterCode[], ...(readonly RegisterCode[])[]] = [
  ['total'],
  ['total', 'peak', 'valley'],
  ['total', 'demand'],
];

export type RandomPoint = TestPoint & { readonly lines: readonly string[] };

/** A meter that was read for more than a year, with winters, gaps, estimates and rollovers, and what it shows now. */
export function randomPoint(random: SeededRandom, index: number): RandomPoint {
  const accountNo = String(index).padStart(4, '0');
  const [meterNo, digits] = [`M${accountNo}`, 4];
  const registers = random.pick(METERS);
  const usual = random.between(20, 600);
  const monthly = (period: string) =>
    Math.round((usual * (/-(0[178]|10)$/.test(period) ? 3 : 1) * random.between(80, 120)) / 100);
  const [firstGap, gap] = [random.between(1, 4), random.pick([0, 0, 0, 1, 2, 5])];
  const estimates = random.pick([0, 0, 0, 1, 3, 6]);
  let shown = random.between(0, 9_999);
  const readings: Record<string, string> = {};
  const estimatedOn: string[] = [];
  for (let back = MONTHS_READ; back >= 1; back -= 1) {
    const period = addMonths(PERIOD, -back);
    if (back < MONTHS_READ) shown = (shown + monthly(period)) % 10_000;
    if (back < MONTHS_READ && back >= firstGap && back < firstGap + gap) continue;
    readings[`${period}-25`] = String(shown);
    if (back <= estimates) estimatedOn.push(`${period}-25`);
  }
  const used = monthly(PERIOD);
  const now = (shown + random.pick([used, used, used, used * 4, 0, Math.round(used / 20), 9_000])) % 10_000;
  const lines = registers.map((code) => `${accountNo},${meterNo},${WORDS[code]},,${now},1,${READ_ON}`);
  return { accountNo, meterNo, digits, decimals: 0, registers, readings, estimatedOn, lines };
}
