import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value, place = 0; place < length; place += 1) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Makes ids of 26 characters: 10 of time in milliseconds, 10 of this maker alone, 6 that count up.
 * They sort by the time they were made, which keeps index pages together and paging stable.
 */
export function createIdMaker(): () => string {
  const random = randomBytes(10);
  const own = Array.from(random, (byte) => ALPHABET[byte % 32]).join('');
  let count = 0;
  return () => {
    count += 1;
    return base32(Date.now(), 10) + own + base32(count, 6);
  };
}
