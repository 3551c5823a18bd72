import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 9;
const OWN_LENGTH = 4;
const COUNT_LENGTH = 3;
const IDS_A_MILLISECOND = 32 ** COUNT_LENGTH;

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value, place = 0; place < length; place += 1) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Makes ids of 16 characters: 9 of time in milliseconds, 4 of this maker alone, 3 that count within the
 * millisecond. They sort by the time they were made, which keeps index pages together and paging stable, and they
 * are short because every row of the ledger and its indexes repeat several. A clock that goes back is not followed.
 * Two makers of one ledger differ but for one in a million; should they meet in one millisecond, the ledger's
 * primary keys refuse the second.
 */
export function createIdMaker(now: () => number = Date.now): () => string {
  const own = Array.from(randomBytes(OWN_LENGTH), (byte) => ALPHABET[byte % 32]).join('');
  let time = 0;
  let count = 0;
  let prefix = '';
  const enter = (next: number) => {
    time = next;
    count = 0;
    prefix = base32(time, TIME_LENGTH) + own;
  };
  return () => {
    const current = now();
    if (current > time) enter(current);
    else if (count === IDS_A_MILLISECOND) enter(time + 1);
    const id = prefix + base32(count, COUNT_LENGTH);
    count += 1;
    return id;
  };
}
