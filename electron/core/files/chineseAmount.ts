import { assert } from '#shared/lib/assert.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Four digits; inner zeros as one 零, none at the end. */
function groupText(group: number): string {
  let text = '';
  let isGap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      isGap = text !== '';
      continue;
    }
    text += `${isGap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    isGap = false;
  }
  return text;
}

/**
 * An amount in capital numerals (中文大写金额), as on every Chinese receipt; 票据法 and 会计基础工作规范 art. 52: 零 over
 * gaps, 整 after a whole yuan or jiao, 负 before a reversal.
 */
export function chineseAmount(minor: number): string {
  assert(Number.isSafeInteger(minor), `not a safe amount of minor units: ${minor}`);
  const all = Math.abs(minor);
  const yuan = Math.floor(all / 100);
  const jiao = Math.floor(all / 10) % 10;
  const fen = all % 10;
  let text = '';
  for (let place = 3; place >= 0; place -= 1) {
    const group = Math.floor(yuan / 10_000 ** place) % 10_000;
    if (group === 0) continue;
    const hasGap = text !== '' && group < 1000;
    text += `${hasGap ? '零' : ''}${groupText(group)}${GROUPS[place]}`;
  }
  if (yuan > 0) text += '元';
  if (jiao > 0) text += `${yuan > 0 && yuan % 10 === 0 ? '零' : ''}${DIGITS[jiao]}角`;
  if (fen > 0) text += `${jiao === 0 && yuan > 0 ? '零' : ''}${DIGITS[fen]}分`;
  else text = `${text === '' ? '零元' : text}整`;
  return `${minor < 0 ? '负' : ''}${text}`;
}
