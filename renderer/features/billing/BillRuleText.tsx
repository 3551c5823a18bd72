import { useTranslation } from 'react-i18next';
import { isBillRule } from '#shared/domain/billing/billRules.ts';
import type { RuleWord } from '../../locales/words.ts';

/** What the rule of a bill line says to the customer, with the figures of the line. */
export function BillRuleText({ rule, inputs }: { readonly rule: string; readonly inputs: Inputs }) {
  const { t } = useTranslation();
  if (!isBillRule(rule)) return rule;
  const word = wordOf(rule);
  if (inputs.freePercent === '0' && isReactiveWord(word)) {
    return t(`explanation.rulesWithoutFree.${word}`, { replace: inputs });
  }
  const range = t(`explanation.tierRange.${placeOf(inputs)}`, { replace: inputs });
  const text = t(`explanation.rules.${word}`, { replace: { ...inputs, range } });
  if (inputs.roundUpTo === undefined) return text;
  const unit = inputs.billedKva === undefined ? 'kw' : 'kva';
  return `${text}${t(`explanation.roundedUp.${unit}`, { replace: inputs })}`;
}

type Inputs = Readonly<Record<string, string>>;

/** Which of the tiers it is: the last one has no upper limit. */
function placeOf({ fromKwh, upToKwh }: Inputs): 'first' | 'between' | 'last' {
  if (upToKwh === '') return 'last';
  return fromKwh === '0' ? 'first' : 'between';
}

function wordOf(rule: string): RuleWord {
  return rule.replaceAll(/[._]/g, '-') as RuleWord;
}

/** Rules of reactive power, of which a share may be free. */
const REACTIVE_WORDS = ['reactive-energy', 'reactive-demand', 'reactive-demand-average'] as const;

function isReactiveWord(word: RuleWord): word is (typeof REACTIVE_WORDS)[number] {
  return (REACTIVE_WORDS as readonly string[]).includes(word);
}
