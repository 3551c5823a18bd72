import type { LocalDate } from '../localDate.ts';

/** What was said of one meter, as plain data. */
export type MeterStatements = readonly [meter: string, said: string];

/**
 * Registers and days of meters that a file or a command stated so far, to tell a second value for one of them. A file may
 * have a million, so what was said of a meter is one text, in which the next is looked for.
 */
export class StatedRegisters {
  readonly #saidOf = new Map<string, string>();

  has(meter: string, register: string, readOn: LocalDate): boolean {
    return this.#saidOf.get(meter)?.includes(statement(register, readOn)) ?? false;
  }

  add(meter: string, register: string, readOn: LocalDate): void {
    this.#say(meter, statement(register, readOn));
  }

  all(): MeterStatements[] {
    return [...this.#saidOf];
  }

  /** Adds what another part of the source stated. */
  absorb(others: readonly MeterStatements[]): void {
    for (const [meter, said] of others) this.#say(meter, said);
  }

  #say(meter: string, statements: string): void {
    const said = this.#saidOf.get(meter);
    this.#saidOf.set(meter, said === undefined ? statements : said + statements);
  }
}

/** No statement is a part of another: days are of one length, and no register has a semicolon. */
const statement = (register: string, readOn: LocalDate) => `${readOn}${register};`;
