import type { Result } from '#shared/lib/result.ts';
import { meterProfileContent } from '../mappingProfile.ts';
import { METER_PROFILES } from '../meter/meterProfiles.ts';
import { writeWorkbook } from '../sheetWriter.ts';
import type { NotWritable, WrittenFile } from '../writeWholeFile.ts';
import { CUSTOMER_TEMPLATE } from './customerProfiles.ts';

export type TemplateKind = 'customer' | 'meter_long' | 'meter_wide';

/** A column of a template: its heading, whether every line needs it, and what stands in it. */
type TemplateColumn = readonly [heading: string, isNeeded: boolean, example: string];

const { columns, openingColumns } = CUSTOMER_TEMPLATE.content;

const CUSTOMER_COLUMNS: readonly TemplateColumn[] = [
  [columns.accountNo[0], true, '0000000123'],
  [columns.name[0], true, '王立新'],
  [columns.address[0], false, '青溪路1号'],
  [columns.phone[0], false, '13800000000'],
  [columns.customerClass[0], true, '居民'],
  [columns.householdSize[0], false, '4'],
  [columns.servicePointNo[0], false, '0000000123'],
  [columns.capacityKva[0], false, ''],
  [columns.routeNo[0], true, '0001'],
  [columns.routeName[0], false, '青溪1段'],
  [columns.cycleDay[0], false, '20'],
  [columns.routePosition[0], false, '10'],
  [columns.meterNo[0], false, '3300000000000000012345'],
  [columns.digits[0], false, '6'],
  [columns.decimals[0], false, '2'],
  [columns.multiplier[0], false, '1'],
  [columns.periodMapping[0], false, '1=峰 2=谷'],
  [columns.installedOn[0], false, '2026-01-15'],
  [openingColumns.total[0], false, '0'],
  [openingColumns.peak[0], false, '0'],
  [openingColumns.valley[0], false, '0'],
  [columns.tariffCode[0], false, ''],
  [columns.tariffStartOn[0], false, '2026-01-15'],
];

/** What an example shows under the headings of meter files. */
const METER_EXAMPLES = {
  accountNo: '0000000123',
  meterNo: '3300000000000000012345',
  registerCode: '总',
  previous: '1200',
  current: '1350',
  multiplier: '1',
  readOn: '2026-11-20',
} as const;

function templateColumns(kind: TemplateKind): readonly TemplateColumn[] {
  if (kind === 'customer') return CUSTOMER_COLUMNS;
  const profile = METER_PROFILES.find(({ profileCode }) => profileCode === kind);
  const content = meterProfileContent.parse(profile?.content);
  if (content.layout === 'nem13') return [];
  const facts = (Object.keys(METER_EXAMPLES) as (keyof typeof METER_EXAMPLES)[]).flatMap(
    (field): TemplateColumn[] => {
      const isOfLong = field === 'registerCode' || field === 'previous' || field === 'current';
      const heading = content.columns[field]?.[0];
      if (heading === undefined || (isOfLong && content.layout === 'wide')) return [];
      return [[heading, field !== 'previous' && field !== 'multiplier', METER_EXAMPLES[field]]];
    },
  );
  if (content.layout === 'long') return facts;
  return [
    ...facts,
    ...content.registers.map(({ current }): TemplateColumn => [current[0] ?? '', false, '1350']),
  ];
}

/** Writes an empty sheet with the headings that an import finds; a second sheet explains them by an example. */
export function writeTemplate(
  path: string,
  kind: TemplateKind,
  facts: { readonly author: string; readonly createdAt: string },
): Promise<Result<WrittenFile, NotWritable>> {
  const wanted = templateColumns(kind);
  return writeWorkbook(path, facts, async (writer) => {
    await writer.sheet(
      '导入',
      wanted.map(([heading]) => ({ heading, kind: 'text' as const })),
      [],
    );
    await writer.sheet(
      '说明',
      ['列名', '必填', '示例'].map((heading) => ({ heading, kind: 'text' as const })),
      wanted.map(([heading, isNeeded, example]) => [heading, isNeeded ? '是' : '', example]),
    );
  });
}
