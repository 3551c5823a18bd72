import { useTranslation } from 'react-i18next';
import { isBillRule } from '#shared/domain/billing/billRules.ts';
import type { RuleWord } from '../../locales/words.ts';

/** What the rule of a bill line says to the customer, with the figures of the line. */
export function BillRuleText({ rule, inputs }: { readonly rule: string; readonly inputs: Inputs }) {
  const { t } = useTranslation();
  if (!isBillRule(rule)) return rule;
  // A tier without an upper limit says so instead of nothing.
  const upToKwh = inputs.upToKwh === '' ? { upToKwh: t('explanation.unlimited') } : {};
  return t(`explanation.rules.${wordOf(rule)}`, { replace: { ...inputs, ...upToKwh } });
}

type Inputs = Readonly<Record<string, string>>;

function wordOf(rule: string): RuleWord {
  return rule.replaceAll(/[._]/g, '-') as RuleWord;
}
