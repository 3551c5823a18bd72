import { Form, Select, Typography } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ADJUSTABLE_RULES, EXCEPTION_SEVERITIES } from '#shared/domain/billing/exceptionRules.ts';
import { ANOMALY_RULES, ANOMALY_SEVERITIES } from '#shared/domain/reading/anomalyRules.ts';
import type { ParameterProps } from './ParameterItem.tsx';
import { valueAt } from './parameterDraft.ts';
import { pathOf } from './parameterFields.ts';

type Rule = { readonly rule: string; readonly word: string };
type Severity = { readonly value: string; readonly label: string };

const COLUMNS = { display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', columnGap: 16 };

type Props = ParameterProps & { readonly hint: string; readonly otherwise: (value: string) => string };

/** How seriously each rule is taken, rule by rule. */
export function SeverityItems({ parameter, customerClass, holding, hint, otherwise }: Props) {
  const { t } = useTranslation();
  const { rules, severities } = parameter === 'reading.severities' ? ofReadings(t) : ofBills(t);
  const path = pathOf(parameter, customerClass);
  const wordOf = (severity: unknown) => severities.find(({ value }) => value === severity)?.label ?? '';
  return (
    <div style={{ gridColumn: '1 / -1' }}>
      <Typography.Paragraph type="secondary">{hint}</Typography.Paragraph>
      <div style={COLUMNS}>
        {rules.map(({ rule, word }) => (
          <Form.Item key={rule} name={[...path, rule]} label={word}>
            <Select
              allowClear
              placeholder={otherwise(wordOf(valueAt(holding, [...pathOf(parameter, null), rule])))}
              options={[...severities]}
            />
          </Form.Item>
        ))}
      </div>
    </div>
  );
}

type Judged = { readonly rules: readonly Rule[]; readonly severities: readonly Severity[] };

function ofReadings(t: TFunction): Judged {
  return {
    rules: ANOMALY_RULES.map((rule) => ({ rule, word: t(`reading.rules.${rule}`) })),
    severities: ANOMALY_SEVERITIES.map((value) => ({ value, label: t(`reading.severities.${value}`) })),
  };
}

function ofBills(t: TFunction): Judged {
  return {
    rules: ADJUSTABLE_RULES.map((rule) => ({ rule, word: t(`billing.rules.${rule}`) })),
    severities: EXCEPTION_SEVERITIES.map((value) => ({ value, label: t(`billing.severities.${value}`) })),
  };
}
