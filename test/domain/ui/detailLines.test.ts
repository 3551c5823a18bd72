import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { detailLines } from '../../../renderer/ui/detailLines.ts';

/** Words are not what this is about. */
const t = ((key: string) => key) as TFunction;

test.each([
  [{ totalMinor: 16_504_679 }, '165,046.79'],
  [{ differenceMinor: -123_456 }, '-1,234.56'],
  [{ kwh: '221434' }, '221,434'],
  [{ previousKwh: '5000.125' }, '5,000.125'],
  [{ demandKw: '1250' }, '1,250'],
  [{ periodSum: '10000' }, '10,000'],
  [{ kwh: 'x12000' }, 'x12000'],
  [{ accountNo: '0000012345' }, '0000012345'],
  [{ meterNo: '03310000001' }, '03310000001'],
  [{ lineNo: 12_345 }, '12345'],
  [{ role: 'reader' }, 'roles.reader'],
  [{ roles: ['nobody'] }, 'nobody'],
])('a figure %j is written as %s', (detail, text) => {
  expect(detailLines(detail, t).map((line) => line.text)).toEqual([text]);
});
