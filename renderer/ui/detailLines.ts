import type { TFunction } from 'i18next';
import type { ContentIssue } from '#shared/contract/contentIssues.ts';
import { ROLES, type Role } from '#shared/domain/access/permissions.ts';
import { EXCEPTION_RULES, type ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import { minorToText } from '#shared/domain/money.ts';
import { ANOMALY_RULES, type AnomalyRule } from '#shared/domain/reading/anomalyRules.ts';
import { isRegisterCode } from '#shared/domain/reading/registers.ts';
import { CALCULATION_STOPS, type CalculationStopCode } from '#shared/domain/tariff/index.ts';
import { billing } from '../locales/zh/billing.ts';
import { details } from '../locales/zh/details.ts';
import { lines } from '../locales/zh/lines.ts';
import { grouped } from './grouped.ts';
import { instantText } from './Instant.tsx';
import { listText } from './listText.ts';

type Detail = Readonly<Record<string, unknown>>;

/** A figure that came along with a refusal, a stop or an exception: what it is called, and what it is. */
export type DetailLine = { readonly key: string; readonly word: string; readonly text: string };

const isIn = <One extends string>(codes: readonly One[], value: unknown): value is One =>
  (codes as readonly unknown[]).includes(value);
const isKeyOf = <Words extends object>(words: Words, key: string): key is keyof Words & string =>
  key in words;

/** Whether a code says why a calculation stopped. */
export const isStop = (code: unknown): code is CalculationStopCode => isIn(CALCULATION_STOPS, code);

/** Figures that are quantities by their names. */
const QUANTITY_KEY = /(?:kwh|kvarh?|kva|kw|sum|total)$/i;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The figures in words; ids of the ledger say nothing to a person, and an item's code nothing beside its name. */
export function detailLines(detail: Detail, t: TFunction): readonly DetailLine[] {
  const { itemName, ...others } = detail;
  return Object.entries(itemName === undefined ? detail : { itemName, ...others, item: null })
    .filter(
      ([key, value]) => value !== null && value !== '' && (isKeyOf(details, key) || !key.endsWith('Id')),
    )
    .map(([key, value]) => ({
      key,
      word: isKeyOf(details, key) ? t(`details.${key}`) : key,
      text: textOf(key, value, t),
    }));
}

function textOf(key: string, value: unknown, t: TFunction): string {
  if (typeof value === 'number' && key.endsWith('Minor')) return grouped(minorToText(value));
  if (typeof value === 'string' && QUANTITY_KEY.test(key) && DECIMAL.test(value)) return grouped(value);
  if (typeof value === 'string') return INSTANT.test(value) ? instantText(value) : inWords(key, value, t);
  if (Array.isArray(value) && (key === 'registers' || value.every((one) => typeof one === 'string')))
    return listText(
      value.map((one) => elementText(key, one, t)),
      t,
    );
  if (Array.isArray(value) && value.every(isContentIssue)) return issuesText(value, t);
  return JSON.stringify(value);
}

function isContentIssue(value: unknown): value is ContentIssue {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
}

function issuesText(issues: readonly ContentIssue[], t: TFunction): string {
  const wordOf = (message: string) =>
    isKeyOf(lines.issues, message) ? t(`lines.issues.${message}`) : message;
  return listText(
    issues.map(({ path, message }) => `${path} ${wordOf(message)}`),
    t,
  );
}

/** A register of one meter has two figures: which meter, which register. */
function elementText(key: string, element: unknown, t: TFunction): string {
  if (typeof element === 'string') return inWords(key, element, t);
  return detailLines({ ...(element as Detail) }, t)
    .map(({ text }) => text)
    .join(' ');
}

/** Why something cannot be calculated, in words. */
export function stopWord(code: string, t: TFunction): string {
  if (isStop(code)) return t(`billing.stops.${code}`);
  return isKeyOf(billing.quantityStops, code) ? t(`billing.quantityStops.${code}`) : code;
}

function inWords(key: string, value: string, t: TFunction): string {
  switch (key) {
    case 'code':
      return stopWord(value, t);
    case 'rule':
      if (isIn<ExceptionRule>(EXCEPTION_RULES, value)) return t(`billing.rules.${value}`);
      return isIn<AnomalyRule>(ANOMALY_RULES, value) ? t(`reading.rules.${value}`) : value;
    case 'reason':
      return isKeyOf(lines.reasons, value) ? t(`lines.reasons.${value}`) : value;
    case 'item':
      return isKeyOf(billing.unnamedItems, value) ? t(`billing.unnamedItems.${value}`) : value;
    case 'role':
    case 'roles':
      return isIn<Role>(ROLES, value) ? t(`roles.${value}`) : value;
    case 'registerCode':
    case 'registers':
      return registerWord(value, t);
    case 'dayPeriods':
      return listText(
        value.split(' ').map((code) => registerWord(code, t)),
        t,
      );
    default:
      return value;
  }
}

function registerWord(code: string, t: TFunction): string {
  return isRegisterCode(code) ? t(`customers.registerCodes.${code}`) : code;
}
