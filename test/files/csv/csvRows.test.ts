import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '#core/files/csvRows.ts';

const read = (text: string) =>
  [...csvRows(text, ',')].flat().map(({ lineNo, cells, problem }) => [lineNo, cells.join('|'), problem]);

const LINES = 2_500;

test.each(['\n', '\r\n', '\r'])(
  'a file of several blocks keeps every line and its number (%j)',
  (lineEnd) => {
    const lines = Array.from({ length: LINES }, (_, index) => (index % 7 === 3 ? '' : `a${index},b`));
    const rows = read(lines.join(lineEnd) + lineEnd);
    expect(rows).toEqual(lines.flatMap((line, index) => (line ? [[index + 1, `a${index}|b`, null]] : [])));
  },
);

test('a quoted cell with line breaks may lie on the border of two blocks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 990, max: 1_010 }), fc.integer({ min: 1, max: 5 }), (before, breaks) => {
      const plain = Array.from({ length: before }, (_, index) => `"a${index}",b`);
      const inner = `x${'\ny'.repeat(breaks)}`;
      const rows = read([...plain, `"${inner}",c`, 'last,d'].join('\n'));
      expect(rows.slice(before)).toEqual([
        [before + 1, `${inner}|c`, null],
        [before + breaks + 2, 'last|d', null],
      ]);
    }),
  );
});

test('a quote that is never closed makes its own line bad and no other, also in a later block', () => {
  const lines = Array.from({ length: LINES }, (_, index) => `a${index},b`);
  lines[1_998] = '"open,b';
  const rows = read(lines.join('\n'));
  expect(rows).toHaveLength(LINES);
  expect(rows.filter(([, , problem]) => problem !== null)).toEqual([[1_999, '', 'quote_not_closed']]);
});
