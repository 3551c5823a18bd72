import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#shared/domain/localDate.ts';
import { StatedRegisters } from '#shared/domain/reading/statedRegisters.ts';

const statements = fc.record({
  meter: fc.constantFrom('m1', 'm2', 'm3'),
  // Parts of each other, and rates that begin alike.
  register: fc.constantFrom('total', 'peak', 'demand_peak', 'rate:1', 'rate:11'),
  readOn: fc.constantFrom('2026-10-25', '2026-10-26').map(localDate),
});
type Statement = { meter: string; register: string; readOn: ReturnType<typeof localDate> };

const addAll = (stated: StatedRegisters, all: readonly Statement[]) => {
  for (const { meter, register, readOn } of all) stated.add(meter, register, readOn);
};
const isKnown = (stated: StatedRegisters, { meter, register, readOn }: Statement) =>
  stated.has(meter, register, readOn);

test('a register and day of a meter is known once it was stated, and no other', () => {
  fc.assert(
    fc.property(fc.array(statements), statements, (added, asked) => {
      const stated = new StatedRegisters();
      addAll(stated, added);
      const textOf = ({ meter, register, readOn }: Statement) => `${meter} ${register} ${readOn}`;
      expect(isKnown(stated, asked)).toBe(added.map(textOf).includes(textOf(asked)));
    }),
  );
});

test('what two parts of a file stated is known to who goes on from both, also as plain data', () => {
  fc.assert(
    fc.property(fc.array(statements), fc.array(statements), statements, (ones, others, asked) => {
      const [one, other, whole] = [new StatedRegisters(), new StatedRegisters(), new StatedRegisters()];
      addAll(one, ones);
      addAll(other, others);
      whole.absorb(structuredClone(one.all()));
      whole.absorb(structuredClone(other.all()));
      expect(isKnown(whole, asked)).toBe(isKnown(one, asked) || isKnown(other, asked));
    }),
  );
});
