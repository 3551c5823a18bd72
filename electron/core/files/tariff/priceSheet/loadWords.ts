import type { DecimalText } from '#shared/domain/money.ts';
import type { DemandByLoad } from '#shared/domain/tariff/index.ts';

type ByLoad = { readonly load: 'from' | 'below'; readonly kwhPerKva: DecimalText };

const KWH = '(\\d+)(?:千瓦时|kwh|度)';
const OF_LOAD = new RegExp(`每千伏安.*?${KWH}|${KWH}/?每?(?:千伏安|kva)|^[^\\d]{0,4}${KWH}`);
const FROM = /及以上|达到|不低于|不少于|≥|>=|以上/;
const BELOW = /不足|低于|不满|小于|<|(?<!及)以下/;

/**
 * The load on which a price of demand or capacity depends: 月每千伏安用电量260千瓦时及以上, 260千瓦时以下. `null` for words about no
 * load, `unknown` where they do not say on which side of the figure.
 */
export function loadOfWord(text: string): ByLoad | 'unknown' | null {
  const plain = text.toLowerCase();
  const kwh = OF_LOAD.exec(plain)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (kwh === undefined) return null;
  const kwhPerKva = kwh as DecimalText;
  if (FROM.test(plain)) return { load: 'from', kwhPerKva };
  return BELOW.test(plain) ? { load: 'below', kwhPerKva } : 'unknown';
}

const NOTE = new RegExp(`每千伏安[^。;]*?${KWH}(?:及以上|以上)[^。;]*?需量[^。;]*?(\\d+(?:\\.\\d+)?)%`, 'i');

/** What notes say of it: 每月每千伏安用电量达到260千瓦时及以上的，当月需量电价按本表价格90%执行. */
export function demandByLoadIn(text: string): DemandByLoad | null {
  const [, kwhPerKva, percent] = NOTE.exec(text) ?? [];
  if (kwhPerKva === undefined || percent === undefined) return null;
  return { kwhPerKva: kwhPerKva as DecimalText, percent: percent as DecimalText };
}
