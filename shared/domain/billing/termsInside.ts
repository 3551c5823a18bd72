import { type SupplyTerm, termOn } from '../customers/supplyTerms.ts';
import { addDays, type DateSpan } from '../localDate.ts';
import type { TariffContent } from '../tariff/content.ts';
import { type BillException, billException } from './judgeBill.ts';

/**
 * Terms of a supply that change inside a bill and cannot be counted by days: nobody knows how much of the energy, active
 * and reactive, lay before. Losses by another transformer, another power factor standard, another way of the basic charge
 * begin with a reading on their day (特抄) that ends a bill. Capacity and contract go by days (供电营业规则).
 */
export function termsInside(
  terms: readonly SupplyTerm[],
  span: DateSpan,
  contents: () => readonly TariffContent[],
): BillException | null {
  for (const term of terms) {
    const on = term.startOn;
    // Before a supply begins and after it ends nothing is used.
    if (on <= span.startOn || on >= span.endOn || term.kind === 'start' || term.kind === 'end') continue;
    const before = termOn(terms, addDays(on, -1));
    if (before === null) continue;
    if (lossText(before) !== lossText(term)) return stopped({ detail: { item: 'loss_terms', on } });
    const uses = contents().map(usesOf);
    if (before.powerFactorStandard !== term.powerFactorStandard && uses.some((one) => one.standard)) {
      return stopped({ detail: { item: 'power_factor_standard', on } });
    }
    if (before.basicChargeBy !== term.basicChargeBy && uses.some((one) => one.way)) {
      return stopped({ detail: { item: 'basic_charge_way', on } });
    }
  }
  return null;
}

/** A transformer that is paused or another one loses something else, also where its figures were left as they are. */
function lossText({ loss, capacityKva }: SupplyTerm): string {
  const hasTransformer = loss !== null && loss.transformer !== null;
  return JSON.stringify([loss, hasTransformer ? capacityKva : null]);
}

function usesOf({ items }: TariffContent) {
  return {
    standard: items.some(
      (item) => item.kind === 'power_factor' && item.standard === 'of_account' && item.table === undefined,
    ),
    way: items.some(({ when }) => when?.basicChargeBy !== undefined),
  };
}

function stopped({ detail }: { readonly detail: Readonly<Record<string, string>> }): BillException {
  return billException('calculation_refused', { code: 'terms_change_inside', ...detail });
}
