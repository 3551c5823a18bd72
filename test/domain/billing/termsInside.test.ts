import { describe, expect, test } from 'vitest';
import { termsInside } from '#shared/domain/billing/termsInside.ts';
import type { SupplyTerm } from '#shared/domain/customers/supplyTerms.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { Decimal } from '#shared/domain/money.ts';
import { planOf } from '../../support/billInput.ts';

const october = { startOn: localDate('2026-10-01'), endOn: localDate('2026-11-01') };
const energy = { kind: 'energy', code: 'energy', name: 'energy', price: '1' };
const PLAIN = planOf({ items: [energy] }).content;
const ADJUSTED = planOf({
  items: [energy, { kind: 'power_factor', code: 'pf', name: 'pf', of: ['energy'] }],
}).content;
const TWO_PART = planOf({
  items: [
    energy,
    { kind: 'capacity', code: 'basic', name: 'basic', price: '30', when: { basicChargeBy: ['capacity'] } },
  ],
}).content;

const first: SupplyTerm = {
  supplyTermId: '1',
  startOn: localDate('2026-01-01'),
  kind: 'start',
  capacityKva: new Decimal(315),
  contractKw: new Decimal(200),
  basicChargeBy: 'capacity',
  powerFactorStandard: '0.90',
  loss: { transformer: null, linePercent: new Decimal(3) },
};
const row = { noLoadKwh: new Decimal(100), noLoadKvarh: null, bands: [] };
const withTransformer = { transformer: { by: 'table' as const, ...row }, linePercent: null };

function stopOf(more: Partial<SupplyTerm>, contents = [PLAIN], before = first) {
  const changed = { ...before, startOn: localDate('2026-10-10'), kind: 'change' as const, ...more };
  return termsInside([before, changed], october, () => contents)?.detail ?? null;
}

describe('terms that change inside a bill', () => {
  test('stop it where a reading has to tell what lay before, and name the day', () => {
    expect(stopOf({ loss: null })).toEqual({
      code: 'terms_change_inside',
      item: 'loss_terms',
      on: '2026-10-10',
    });
    expect(stopOf({ powerFactorStandard: '0.85' }, [ADJUSTED])?.item).toBe('power_factor_standard');
    expect(stopOf({ basicChargeBy: 'contract' }, [TWO_PART])?.item).toBe('basic_charge_way');
  });

  test('do not where no item of the tariff asks for them, nor for capacity and contract, which go by days', () => {
    expect(stopOf({ powerFactorStandard: '0.85', basicChargeBy: 'contract' })).toBeNull();
    expect(stopOf({ capacityKva: new Decimal(500), contractKw: new Decimal(400) }, [TWO_PART])).toBeNull();
  });

  test('a capacity that changes loses something else where there is a transformer before the meter', () => {
    const lossy = { ...first, loss: withTransformer };
    expect(stopOf({}, [PLAIN], lossy)).toBeNull();
    expect(stopOf({ kind: 'pause', capacityKva: new Decimal(0) }, [PLAIN], lossy)?.item).toBe('loss_terms');
  });

  test('begin and end with a day of the bill without a stop, and with the supply itself', () => {
    for (const on of ['2026-10-01', '2026-11-01']) {
      expect(stopOf({ startOn: localDate(on), loss: null })).toBeNull();
    }
    expect(stopOf({ kind: 'end', loss: null, capacityKva: new Decimal(0) })).toBeNull();
    expect(stopOf({ kind: 'start', loss: null })).toBeNull();
  });
});
