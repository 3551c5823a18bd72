import { type LocalDate, parseLocalDate } from '#shared/domain/localDate.ts';
import type { DemandByLoad } from '#shared/domain/tariff/index.ts';
import { plainText } from './headingWords.ts';
import { demandByLoadIn } from './loadWords.ts';
import { seasonsInNotes } from './seasonWords.ts';

const DOCUMENT_NO = /[\u4e00-\u9fff]{2,14}[〔[(]\d{4}[〕\])]第?\d+号/;
const FULL_DATE = /(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?/;
const MONTH = /(\d{4})年(\d{1,2})月/;
const IN_FORCE = /执行|施行|实施/;

export type SheetFacts = {
  readonly title: string;
  /** 文号; `null` where the sheet does not say it. */
  readonly documentNo: string | null;
  /** 执行日期, the first of a month where only the month is said. */
  readonly startOn: LocalDate | null;
  /** Whether the prices hold the government's funds; `null` where some do and some do not. */
  readonly includesFunds: boolean | null;
  readonly demandByLoad: DemandByLoad | null;
  /** The months of seasons that the table names (夏季, 丰水期), where it says them. */
  readonly seasons: ReadonlyMap<string, readonly number[]>;
};

/** What a price table says around its rows. Documents that notes refer to are not its own: theirs counts after 文号 only. */
export function sheetFacts(above: readonly string[], notes: readonly string[]): SheetFacts {
  const title = above.find((text) => /电价|价格/.test(text) && !/单位/.test(text)) ?? above[0] ?? '';
  const own = [...above, ...notes.filter((text) => /文号/.test(text))];
  const documentNo = own.map(documentNoIn).find((found) => found !== null) ?? null;
  const dated = [...above, ...notes].filter((text) => IN_FORCE.test(text));
  const startOn = dated.map(dayIn).find((found) => found !== null) ?? null;
  const all = plainText([...above, ...notes].join(' '));
  return {
    title,
    documentNo,
    startOn,
    includesFunds: fundsIn(all),
    demandByLoad: demandByLoadIn(all),
    seasons: seasonsInNotes(all),
  };
}

const WITH_FUNDS = /(?<!不)含[^,。;]{0,60}基金/;
const WITHOUT_FUNDS = /不含[^,。;]{0,8}基金/;
const CLASS_WITHOUT_FUNDS = /用电[^,。;]{0,4}不含[^,。;]{0,8}基金/;

/** Prices hold the funds unless the table says of all of them that they do not. */
function fundsIn(text: string): boolean | null {
  if (!WITHOUT_FUNDS.test(text)) return true;
  return WITH_FUNDS.test(text) || CLASS_WITHOUT_FUNDS.test(text) ? null : false;
}

function documentNoIn(text: string): string | null {
  const [found] = DOCUMENT_NO.exec(plainText(text)) ?? [];
  return (
    found
      ?.replace(/^(?:文号|依据|根据)[::]?/, '')
      .replace('[', '〔')
      .replace(']', '〕') ?? null
  );
}

function dayIn(text: string): LocalDate | null {
  const plain = plainText(text);
  const [, year, month, day] = FULL_DATE.exec(plain) ?? MONTH.exec(plain) ?? [];
  if (year === undefined || month === undefined) return null;
  return parseLocalDate([year, month.padStart(2, '0'), (day ?? '1').padStart(2, '0')].join('-'));
}
