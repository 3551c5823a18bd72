import { Decimal } from './money.ts';

/** What one word of a decimal counts: decimal.js keeps its digits in words of seven (`d`, the first one at `e`). */
const WORD = 10_000_000;
const DIGITS_A_WORD = 7;

/**
 * Adds many decimals up, exactly. Most of them have seven digits before and seven after the point at most: their words are
 * whole numbers, whose sums stay exact up to 900 million of them. The others are added by the library.
 */
export class DecimalSum {
  #whole = 0;
  #fraction = 0;
  #others = new Decimal(0);

  add(value: Decimal): void {
    const { d: words, e: exponent, s: sign } = value;
    const [first = 0, second = 0] = words;
    if (exponent >= 0 && exponent < DIGITS_A_WORD && words.length <= 2) {
      this.#whole += sign * first;
      this.#fraction += sign * second;
    } else if (exponent < 0 && exponent >= -DIGITS_A_WORD && words.length === 1) {
      this.#fraction += sign * first;
    } else this.#others = this.#others.plus(value);
  }

  get value(): Decimal {
    return this.#others.plus(this.#whole).plus(new Decimal(this.#fraction).div(WORD));
  }
}
