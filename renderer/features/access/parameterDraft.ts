import { officeParameters } from '#shared/contract/parameters.ts';
import { decimalText, minorToText, parseDecimal, parseMinor } from '#shared/domain/money.ts';
import {
  LATE_FEE_YEARS,
  mayDifferByClass,
  PARAMETER_FIELDS,
  PARAMETER_KEYS,
  type ParameterField,
  type ParameterKey,
  parameterAt,
  pathOf,
} from './parameterFields.ts';

type Document = Readonly<Record<string, unknown>>;

/**
 * The parameters as a person writes them, in the shape of the contract: numbers are text, money is in major units (元), late
 * fees are per mille (‰); what is empty has its default.
 */
export type ParameterDraft = Readonly<Record<string, Document | undefined>>;

/** A value that cannot hold, where it stands (`reading`, `bands`, `0`, `upTo`), and why; `limit` is what it may be at most or at least. */
export type ParameterProblem = {
  readonly path: readonly string[];
  readonly message: string;
  readonly limit?: number;
};

/** What the office stated, for its form. */
export function draftOf(stated: Document): ParameterDraft {
  return eachParameter(stated, textOf) as ParameterDraft;
}

/** What the form states. What no contract takes stays as it was written, so that the check finds it. */
export function statedOf(draft: Document): Record<string, Document> {
  return eachParameter(draft, statedValue);
}

/** How a person writes a value that holds: `1` for a late fee of 0.001. */
export function textOf(field: ParameterField, value: unknown): unknown {
  switch (field.kind) {
    case 'whole':
      return String(value);
    case 'money':
      return typeof value === 'number' ? minorToText(value) : String(value);
    case 'rates':
      return eachRate(value, (rate) => scaled(rate, 1000));
    default:
      return value;
  }
}

const WHOLE = /^-?\d{1,9}$/;

function statedValue(field: ParameterField, written: unknown): unknown {
  const value = typeof written === 'string' ? written.trim() : written;
  switch (field.kind) {
    case 'whole':
      return typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
    case 'money':
      return typeof value === 'string' && value !== '' ? (parseMinor(value) ?? value) : value;
    case 'rates':
      return eachRate(value, (rate) => scaled(rate, '0.001'));
    case 'severities':
      return filled(value as Document);
    default:
      return value;
  }
}

function eachRate(value: unknown, change: (rate: string) => string): Document {
  const rates = value as Readonly<Record<string, string | undefined>>;
  return filled(
    Object.fromEntries(LATE_FEE_YEARS.map((year) => [year, rates[year] ? change(rates[year]) : undefined])),
  );
}

function scaled(text: string, by: number | string): string {
  const value = parseDecimal(text);
  return value === null ? text : decimalText(value.times(by));
}

/** Without what is empty. */
function filled(document: Document): Document {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || isEmptyObject(value);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

type Change = (field: ParameterField, value: unknown) => unknown;

function eachParameter(document: Document, change: Change): Record<string, Document> {
  const parts: Record<string, Document> = {};
  for (const key of PARAMETER_KEYS) {
    const [part = '', name = ''] = pathOf(key, null);
    const value = changed(key, valueAt(document, [part, name]), change);
    if (!isEmpty(value)) parts[part] = { ...parts[part], [name]: value };
  }
  const classes = Object.fromEntries(
    classesIn(document).map((one) => [one, ofClass(document, one, change)] as const),
  );
  if (isEmptyObject(filled(classes))) return parts;
  return { ...parts, reading: { ...parts.reading, classes: filled(classes) } };
}

function ofClass(document: Document, customerClass: string, change: Change): Document {
  const own = PARAMETER_KEYS.filter(mayDifferByClass).map((key) => {
    const path = pathOf(key, customerClass);
    return [path.at(-1), changed(key, valueAt(document, path), change)] as const;
  });
  return filled(Object.fromEntries(own));
}

function changed(key: ParameterKey, value: unknown, change: Change): unknown {
  return isEmpty(value) ? undefined : change(PARAMETER_FIELDS[key], value);
}

/** The classes of customers that have parameters of their own. */
export function classesIn(document: Document): readonly string[] {
  return Object.keys((valueAt(document, ['reading', 'classes']) as Document | undefined) ?? {});
}

/** What stands at a place of a document; nothing where the way there ends. */
export function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Document)[name] : undefined),
    document,
  );
}

/** What the contract does not take, at its places. */
export function problemsIn(draft: Document): readonly ParameterProblem[] {
  const checked = officeParameters.safeParse(statedOf(draft));
  if (checked.success) return [];
  return checked.error.issues.map((issue) => {
    const path = issue.path.map(String);
    switch (issue.code) {
      case 'too_small':
        return { path, message: issue.code, limit: Number(issue.minimum) };
      case 'too_big':
        return { path, message: issue.code, limit: Number(issue.maximum) };
      case 'custom':
        return { path, message: issue.message };
      default:
        return { path, message: isMoney(path) ? 'not_money' : 'not_whole' };
    }
  });
}

function isMoney(path: readonly string[]): boolean {
  const found = parameterAt(path);
  return found !== null && PARAMETER_FIELDS[found.key].kind === 'money';
}

/**
 * How many values of these parameters are stated: each severity and each rate is one, all bands together are one. For one
 * class of customers, or for the office with all its classes.
 */
export function countStated(
  draft: Document,
  isCounted: (key: ParameterKey) => boolean,
  customerClass?: string,
): number {
  const stated = statedOf(draft);
  const whose = customerClass === undefined ? [null, ...classesIn(stated)] : [customerClass];
  return PARAMETER_KEYS.filter(isCounted)
    .flatMap((key) => whose.map((one) => valueAt(stated, pathOf(key, one))))
    .reduce<number>((sum, value) => sum + (isEmpty(value) ? 0 : sizeOf(value)), 0);
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : 1;
}
