import type { LocalDate } from '../localDate.ts';
import type { Candidate } from './meterPlace.ts';
import type { RegisterCode } from './registers.ts';

/** Registers of one meter on one day, as plain data. */
export type RegistersOfDay = readonly [meterId: string, readOn: LocalDate, ...registers: RegisterCode[]];

type Day = { readonly readOn: LocalDate; readonly registers: RegisterCode[] };

/**
 * What one source said already, to tell a second value of a register and day. A meter has a handful of registers, which
 * come together: looking through them is faster than a key made of three texts for each value.
 */
export class TakenRegisters {
  readonly #daysOf = new Map<string, Day[]>();

  has({ place, registerCode, readOn }: Candidate): boolean {
    const days = this.#daysOf.get(place.meterId);
    if (!days) return false;
    return days.some((day) => day.readOn === readOn && day.registers.includes(registerCode));
  }

  add({ place, registerCode, readOn }: Candidate): void {
    this.#registersOf(place.meterId, readOn).push(registerCode);
  }

  all(): RegistersOfDay[] {
    const all: RegistersOfDay[] = [];
    for (const [meterId, days] of this.#daysOf) {
      for (const { readOn, registers } of days) all.push([meterId, readOn, ...registers]);
    }
    return all;
  }

  /** Adds what another part of the source said. */
  absorb(others: readonly RegistersOfDay[]): void {
    for (const [meterId, readOn, ...registers] of others) {
      this.#registersOf(meterId, readOn).push(...registers);
    }
  }

  #registersOf(meterId: string, readOn: LocalDate): RegisterCode[] {
    let days = this.#daysOf.get(meterId);
    if (!days) {
      days = [];
      this.#daysOf.set(meterId, days);
    }
    let day = days.find((one) => one.readOn === readOn);
    if (!day) {
      day = { readOn, registers: [] };
      days.push(day);
    }
    return day.registers;
  }
}
