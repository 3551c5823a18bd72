import type { TariffContent } from './content.ts';

type VersionPart = 'tariff' | 'item' | 'rule' | 'condition' | 'day' | 'case';

/** One difference between two versions; `before` is absent for what is new, `after` for what is gone. */
export type VersionChange = {
  readonly part: VersionPart;
  /** The code of an item, a rule or a condition of the calendar, a day, the name of a case; empty for the tariff as a whole. */
  readonly code: string;
  readonly name: string;
  /** The way to the figure within its part, e.g. `prices.peak`, `tiers.2.upToKwh`; empty for a part that is new or gone. */
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
};

type Named = { readonly code: string; readonly name: string; readonly value: object };

/** What changed from one version of a tariff to another: items, calendar and cases, figure by figure. */
export function compareVersions(before: TariffContent, after: TariffContent): readonly VersionChange[] {
  const whole = ({ tax, seasonBy, priceClass }: TariffContent) => [
    { code: '', name: '', value: { tax, seasonBy, priceClass } },
  ];
  return [
    ...compareParts('tariff', whole(before), whole(after)),
    ...compareParts('item', before.items.map(namedItem), after.items.map(namedItem)),
    ...compareParts('rule', rulesOf(before), rulesOf(after)),
    ...compareParts('condition', conditionsOf(before), conditionsOf(after)),
    ...compareParts('day', daysOf(before), daysOf(after)),
    ...compareParts('case', casesOf(before), casesOf(after)),
  ];
}

const namedItem = (item: TariffContent['items'][number]): Named => ({
  code: item.code,
  name: item.name,
  value: item,
});

function rulesOf({ calendar }: TariffContent): readonly Named[] {
  return (calendar?.rules ?? []).map((rule) => ({ code: rule.code, name: rule.code, value: rule }));
}

/** The days of a condition by themselves: one more in the middle of the list is one change. */
function conditionsOf({ calendar }: TariffContent): readonly Named[] {
  return Object.entries(calendar?.conditions ?? {}).map(([code, { name, days }]) => ({
    code,
    name,
    value: { name, ...Object.fromEntries(days.map((day) => [day, day])) },
  }));
}

function daysOf({ calendar }: TariffContent): readonly Named[] {
  return Object.entries(calendar?.days ?? {}).map(([day, value]) => ({ code: day, name: day, value }));
}

function casesOf({ cases }: TariffContent): readonly Named[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    // Two cases may have one name: the second is compared with the second.
    const number = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, number);
    return { code: number === 1 ? one.name : `${one.name} (${number})`, name: one.name, value: one };
  });
}

function compareParts(
  part: VersionPart,
  before: readonly Named[],
  after: readonly Named[],
): readonly VersionChange[] {
  const old = new Map(before.map((one) => [one.code, one]));
  const fresh = new Map(after.map((one) => [one.code, one]));
  const gone = before.filter(({ code }) => !fresh.has(code));
  return [
    ...after.flatMap((one) => {
      const known = old.get(one.code);
      if (known === undefined) return [{ part, code: one.code, name: one.name, field: '', after: one.name }];
      return compareFigures(part, known, one);
    }),
    ...gone.map(({ code, name }) => ({ part, code, name, field: '', before: name })),
  ];
}

function compareFigures(part: VersionPart, before: Named, after: Named): readonly VersionChange[] {
  const [old, fresh] = [new Map(figuresOf(before.value)), new Map(figuresOf(after.value))];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((field) => old.get(field) !== fresh.get(field))
    .map((field) => {
      const [from, to] = [old.get(field), fresh.get(field)];
      return {
        part,
        code: after.code,
        name: after.name,
        field,
        ...(from === undefined ? {} : { before: from }),
        ...(to === undefined ? {} : { after: to }),
      };
    });
}

/** Every figure of a part with the way to it; places in a list count from 1. */
function figuresOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[path, String(value)]];
  const entries = Array.isArray(value)
    ? value.map((one, index) => [String(index + 1), one] as const)
    : Object.entries(value);
  return entries.flatMap(([key, one]) => figuresOf(one, path === '' ? key : `${path}.${key}`));
}
