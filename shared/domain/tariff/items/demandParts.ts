import { assert } from '../../../lib/assert.ts';
import { Decimal, type DecimalText, decimalOf, decimalText } from '../../money.ts';
import type { TariffItemOf } from '../content.ts';
import type { DraftLine } from '../types.ts';
import { type Price, priceOf } from './energy.ts';
import { type MonthShare, ofMonths } from './monthShare.ts';

/** kW or kVA that are charged: `figure ÷ divisor`, so that nothing is cut before the price is multiplied. */
export type ChargedDemand = {
  readonly figure: Decimal;
  /** cos φ, where kVA are worked out of kW. */
  readonly divisor: Decimal | null;
  /** How the figure came about, e.g. `100 × 85%`. */
  readonly formula: string;
};

type Tier = { readonly upTo: Decimal | null; readonly price: Price };

type DemandItem = TariffItemOf<'demand' | 'apparent_demand'>;
type ItemTier = NonNullable<DemandItem['tiers']>[number];

/** What a demand costs: tiers up to the contract, and the price of what is above it. */
export type DemandPrices = {
  /** One where the item has one price. */
  readonly tiers: readonly Tier[];
  /** `null`: what is above the contract pays as what is below. */
  readonly excess: Price | null;
  /** What the billed demand is a multiple of; `null`: it stays as it is. */
  readonly roundUpTo: Decimal | null;
};

/** A stretch of the demand at one price: from `from` on, up to `to`, or all that is left where that is `null`. */
type PricedPart = {
  readonly from: Decimal;
  readonly to: Decimal | null;
  readonly price: Price;
  readonly part: string | undefined;
};

const ZERO = new Decimal(0);
const EXCESS = 'excess';

/** Reads the prices of an item once for many bills. */
export function demandPricesOf(item: DemandItem): DemandPrices {
  const { price, tiers, excessPrice, roundUpTo } = item;
  return {
    tiers: tiers === undefined ? [onlyTier(price)] : tiers.map(tierOf),
    excess: excessPrice === undefined ? null : priceOf(excessPrice),
    roundUpTo: roundUpTo === undefined ? null : decimalOf(roundUpTo),
  };
}

function onlyTier(price: DecimalText | undefined): Tier {
  assert(price !== undefined, 'an item that was parsed has a price or tiers');
  return { upTo: null, price: priceOf(price) };
}

function tierOf(tier: ItemTier): Tier {
  const limit = 'upToKw' in tier ? tier.upToKw : tier.upToKva;
  return { upTo: limit === null ? null : decimalOf(limit), price: priceOf(tier.price) };
}

/**
 * The next multiple of a step that is not below the demand: 47.08 kW are 47.5 where halves are billed. The multiple ends, so
 * that a quotient that does not is compared and never cut.
 */
export function roundedUp({ figure, divisor }: ChargedDemand, step: Decimal): ChargedDemand {
  const unit = divisor === null ? step : step.times(divisor);
  const below = figure.divToInt(unit);
  const value = step.times(unit.times(below).lt(figure) ? below.plus(1) : below);
  return { figure: value, divisor: null, formula: decimalText(value) };
}

/** What the lines of a demand say beside their figures. */
export type DemandWords = {
  readonly unit: 'kW' | 'kVA';
  /** How the billed demand came about. */
  readonly rule: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Of the part above the contract: its rule, and the input that holds the contract. */
  readonly excessRule: string;
  readonly contractInput: string;
};

/**
 * The lines of a demand, each with its part and the formula of its own stretch. `contract` counts where the excess has a price:
 * rounded up as the demand is, so that rounding alone puts nobody above it.
 */
export function demandLines(
  demand: ChargedDemand,
  { tiers, excess, roundUpTo }: DemandPrices,
  contract: Decimal | null,
  share: MonthShare,
  { unit, rule, inputs, excessRule, contractInput }: DemandWords,
): readonly DraftLine[] {
  const limit =
    contract === null || roundUpTo === null
      ? contract
      : roundedUp({ figure: contract, divisor: null, formula: '' }, roundUpTo).figure;
  const parts = partsOf(demand, tiers, excess === null ? null : limit);
  if (excess !== null && exceeds(demand, limit)) {
    parts.push({ from: limit ?? ZERO, to: null, price: excess, part: EXCESS });
  }
  return parts.map((part) => {
    const { numerator, formula, divisor } = stretchOf(demand, part);
    const { price } = part;
    const product = ofMonths(numerator.times(price.value), share);
    const divided = divisor === null ? '' : ` ÷ ${decimalText(divisor)}`;
    const isExcess = part.part === EXCESS;
    return {
      quantity: divisor === null ? numerator : numerator.div(divisor),
      unit,
      price: price.text,
      unrounded: divisor === null ? product : product.div(divisor),
      rule: isExcess ? excessRule : rule,
      formula: `${formula} × ${price.text}${share.formula}${divided}`,
      inputs: {
        ...inputs,
        ...(isExcess && contract !== null ? { [contractInput]: decimalText(contract) } : {}),
        price: price.text,
      },
      ...(part.part === undefined ? {} : { part: part.part }),
    };
  });
}

/** Whether a demand comes to so much; a quotient is compared as a fraction. */
export function isAtLeast(demand: ChargedDemand, limit: Decimal): boolean {
  return demand.figure.gte(asFigure(limit, demand));
}

function exceeds(demand: ChargedDemand, limit: Decimal | null): boolean {
  return limit !== null && demand.figure.gt(asFigure(limit, demand));
}

/** A limit as the figure of a demand that comes to it. */
const asFigure = (limit: Decimal, { divisor }: ChargedDemand) =>
  divisor === null ? limit : limit.times(divisor);

/** The demand along the tiers, up to `ceiling`; no demand at all makes a line where there is one price. */
function partsOf(demand: ChargedDemand, tiers: readonly Tier[], ceiling: Decimal | null): PricedPart[] {
  const parts: PricedPart[] = [];
  const isNone = demand.figure.isZero();
  let from = ZERO;
  tiers.forEach(({ upTo, price }, index) => {
    const isReached = exceeds(demand, from) && (ceiling === null || ceiling.gt(from));
    if (!isReached && !(isNone && tiers.length === 1)) return;
    const limit = upTo !== null && (ceiling === null || upTo.lt(ceiling)) ? upTo : ceiling;
    const part = tiers.length === 1 ? undefined : `tier_${index + 1}`;
    parts.push({ from, to: exceeds(demand, limit) ? limit : null, price, part });
    from = limit ?? from;
  });
  return parts;
}

/** A stretch as a figure, and as it came about; only what reaches up to the demand is divided by its divisor. */
function stretchOf({ figure, divisor, formula }: ChargedDemand, { from, to }: PricedPart) {
  if (to === null && from.isZero()) return { numerator: figure, formula, divisor };
  if (to === null && divisor !== null) {
    const [all, before, by] = [decimalText(figure), decimalText(from), decimalText(divisor)];
    return {
      numerator: figure.minus(from.times(divisor)),
      formula: `(${all} - ${before} × ${by})`,
      divisor,
    };
  }
  const numerator = (to ?? figure).minus(from);
  return { numerator, formula: decimalText(numerator), divisor: null };
}
