import type { TFunction } from 'i18next';
import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import type { CalculationStopCode } from '#shared/domain/tariff/index.ts';
import { detailLines, isStop } from '../../ui/detailLines.ts';

type Exception = {
  readonly ruleCode: ExceptionRule;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What was found: the rule, or in its place what stopped the calculation. */
export function exceptionWord({ ruleCode, detail: { code } }: Exception, t: TFunction): string {
  return isRefusedBy(ruleCode, code) ? t(`billing.stops.${code}`) : t(`billing.rules.${ruleCode}`);
}

/** What a person can do about it. */
export function exceptionAdvice({ ruleCode, detail: { code } }: Exception, t: TFunction): string {
  return isRefusedBy(ruleCode, code) ? t(`advice.stops.${code}`) : t(`advice.rules.${ruleCode}`);
}

/** The figures behind it, without the code that the word of the exception says already. */
export function exceptionFigures({ ruleCode, detail }: Exception, t: TFunction) {
  const { code, ...figures } = detail;
  return detailLines(isRefusedBy(ruleCode, code) ? figures : detail, t);
}

/** All of it in one line of a table. */
export function exceptionText(exception: Exception, t: TFunction): string {
  const { ruleCode, detail } = exception;
  const figures = exceptionFigures(exception, t).map(({ word, text }) => `${word} ${text}`);
  // The column before it says the rule.
  const stop = isRefusedBy(ruleCode, detail.code) ? [exceptionWord(exception, t)] : [];
  return [...stop, ...figures].join(' · ');
}

function isRefusedBy(ruleCode: ExceptionRule, code: unknown): code is CalculationStopCode {
  return ruleCode === 'calculation_refused' && isStop(code);
}
