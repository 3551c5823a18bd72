import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import type { Candidate } from '#shared/domain/reading/meterPlace.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { TakenRegisters } from '#shared/domain/reading/takenRegisters.ts';

const candidate = (meterId: string, registerCode: RegisterCode, readOn: string) =>
  ({ place: { meterId }, registerCode, readOn: localDate(readOn) }) as Candidate;

const candidates = fc
  .tuple(
    fc.constantFrom('m1', 'm2', 'm3'),
    fc.constantFrom<RegisterCode>('total', 'peak', 'valley'),
    fc.constantFrom('2026-10-25', '2026-10-26'),
  )
  .map((facts) => candidate(...facts));

test('a register and day of a meter is known once it was added, and no other', () => {
  fc.assert(
    fc.property(fc.array(candidates), candidates, (added, asked) => {
      const taken = new TakenRegisters();
      for (const one of added) taken.add(one);
      const textOf = ({ place, registerCode, readOn }: Candidate) =>
        `${place.meterId} ${registerCode} ${readOn}`;
      expect(taken.has(asked)).toBe(added.map(textOf).includes(textOf(asked)));
    }),
  );
});

test('what two parts of a file said is known to who goes on from both, also as plain data', () => {
  fc.assert(
    fc.property(fc.array(candidates), fc.array(candidates), candidates, (ones, others, asked) => {
      const [one, other, whole] = [new TakenRegisters(), new TakenRegisters(), new TakenRegisters()];
      for (const part of ones) one.add(part);
      for (const part of others) other.add(part);
      whole.absorb(structuredClone(one.all()));
      whole.absorb(structuredClone(other.all()));
      expect(whole.has(asked)).toBe(one.has(asked) || other.has(asked));
    }),
  );
});
