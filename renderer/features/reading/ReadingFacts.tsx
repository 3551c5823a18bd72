import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { reading } from '../../locales/zh/reading.ts';

type FactName = keyof typeof reading.factNames;

const isNamed = (key: string): key is FactName => key in reading.factNames;

/** What a check compared, with its names in words; one without a word keeps the name that the check gave. */
export function ReadingFacts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const entries = Object.entries(facts);
  if (entries.length === 0) return <>–</>;
  return (
    <Flex vertical>
      {entries.map(([key, value]) => (
        <span key={key} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {isNamed(key) ? t(`reading.factNames.${key}`) : key}: {String(value)}
        </span>
      ))}
    </Flex>
  );
}
