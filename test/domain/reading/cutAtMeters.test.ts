import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { cutAtMeters } from '#shared/domain/reading/cutAtMeters.ts';
import type { LineError, MeterFileChunk, MeterRow } from '#shared/domain/reading/meterRow.ts';

function row(lineNo: number, meterNo: string): MeterRow {
  return {
    lineNo,
    rawText: '',
    accountNo: null,
    meterNo,
    register: 'total',
    readOn: localDate('2026-10-25'),
    previousReadOn: null,
    previous: null,
    current: null,
    multiplier: null,
    quality: 'actual',
    anomalyCode: null,
    readerName: null,
    remark: null,
  };
}

const error = (lineNo: number): LineError => ({
  lineNo,
  code: 'missing',
  field: null,
  value: null,
  rawText: '',
});

/** Chunks whose values are of these meters, so many of each; a meter `!` is a line that could not be read. */
function chunksOf(
  chunks: readonly (readonly (readonly [meterNo: string, count: number])[])[],
): MeterFileChunk[] {
  let lineNo = 1;
  return chunks.map((meters) => {
    const chunk = { rows: [] as MeterRow[], errors: [] as LineError[] };
    for (const [meterNo, count] of meters) {
      for (let nth = 0; nth < count; nth += 1) {
        lineNo += 1;
        if (meterNo === '!') chunk.errors.push(error(lineNo));
        else chunk.rows.push(row(lineNo, meterNo));
      }
    }
    return chunk;
  });
}

const textOf = ({ rows, errors }: MeterFileChunk) =>
  `${rows.map(({ meterNo }) => meterNo).join('')}${'!'.repeat(errors.length)}`;

test.each([
  ['nothing', [], []],
  ['a chunk that is small enough', [[['a', 2]]], ['aa']],
  [
    'between two meters',
    [
      [
        ['a', 2],
        ['b', 2],
      ],
    ],
    ['aa', 'bb'],
  ],
  [
    'before a meter that would be cut through',
    [
      [
        ['a', 2],
        ['b', 3],
      ],
    ],
    ['aa', 'bbb'],
  ],
  ['through a meter with more values than a chunk', [[['a', 5]]], ['aaa', 'aa']],
  [
    'a meter of two chunks together',
    [
      [
        ['a', 2],
        ['b', 1],
      ],
      [['b', 1]],
    ],
    ['aa', 'bb'],
  ],
  [
    'a line that could not be read with what comes behind it',
    [
      [
        ['a', 1],
        ['!', 2],
      ],
      [['b', 3]],
    ],
    ['a', 'bbb!!'],
  ],
  ['nothing but lines that could not be read', [[['!', 2]]], ['!!']],
] as const)('cuts %s', (_, chunks, expected) => {
  expect([...cutAtMeters(chunksOf(chunks), 3)].map(textOf)).toEqual(expected);
});

test('loses nothing, keeps the order and cuts no meter that fits', () => {
  const meters = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '!'), fc.integer({ min: 1, max: 6 })));
  fc.assert(
    fc.property(fc.array(meters), fc.integer({ min: 2, max: 6 }), (plan, size) => {
      const given = chunksOf(plan);
      const cut = [...cutAtMeters(given, size)];
      expect(cut.flatMap(({ rows }) => rows)).toEqual(given.flatMap(({ rows }) => rows));
      expect(cut.flatMap(({ errors }) => errors)).toEqual(given.flatMap(({ errors }) => errors));
      for (const { rows } of cut) expect(rows.length).toBeLessThanOrEqual(size);
      for (const [index, { rows }] of cut.entries()) {
        const next = cut[index + 1]?.rows[0];
        const last = rows.at(-1);
        if (!next || !last || next.meterNo !== last.meterNo) continue;
        expect(rows.every(({ meterNo }) => meterNo === last.meterNo)).toBe(true);
      }
    }),
  );
});
