import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { EXCEPTION_RULES } from '#shared/domain/billing/exceptionRules.ts';
import { FINDING_FACTS, type FindingFact } from '#shared/domain/reading/finding.ts';
import { Quantity } from '../../ui/Amount.tsx';

const QUANTITIES: readonly FindingFact[] = [
  'previous',
  'value',
  'quantity',
  'expected',
  'lastYear',
  'total',
  'valley',
  'sum',
  'difference',
  'reactive',
];

/** What a check compared, or why a bill was sent back, with its names in words. */
export function ReadingFacts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const named = FINDING_FACTS.filter((fact) => facts[fact] !== undefined);
  if (named.length === 0) return <>–</>;
  return (
    <Flex vertical>
      {named.map((fact) => (
        <span key={fact} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {t(`reading.factNames.${fact}`)}: <FactValue fact={fact} text={String(facts[fact])} />
        </span>
      ))}
    </Flex>
  );
}

function FactValue({ fact, text }: { readonly fact: FindingFact; readonly text: string }) {
  const { t } = useTranslation();
  if (fact === 'rules') {
    const codes = text.split(' ');
    const rules = EXCEPTION_RULES.filter((rule) => codes.includes(rule));
    return rules.map((rule) => t(`billing.rules.${rule}`)).join(' · ');
  }
  return QUANTITIES.includes(fact) ? <Quantity value={text} /> : text;
}
