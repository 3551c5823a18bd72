import { Form, Input } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  type PeriodMapping,
  parsePeriodMapping,
  periodMappingText,
  unfitRegister,
} from '#shared/domain/customers/periodMapping.ts';
import { REGISTER_CODES, type RegisterCode } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';

const wordOf = (t: TFunction) => (code: RegisterCode) => t(`customers.registerCodes.${code}`);

function parse(text: string | undefined, t: TFunction) {
  const isMeant = (code: RegisterCode, word: string) => code === word || wordOf(t)(code) === word;
  return parsePeriodMapping(
    text ?? '',
    (word) => REGISTER_CODES.find((code) => isMeant(code, word.toLowerCase())) ?? null,
  );
}

/** Which rate number of a meter is which register, as the customer file writes it: `1=峰 2=谷`. */
export const mappingText = (mapping: PeriodMapping, t: TFunction) => periodMappingText(mapping, wordOf(t));

/** What was typed into the field, which let it pass. */
export function enteredMapping(text: string | undefined, t: TFunction): PeriodMapping {
  const mapping = parse(text, t);
  assert(mapping.ok, 'a mapping that cannot be read is not submitted');
  return mapping.value;
}

/** The rates of a meter (费率时段); empty where its files name the periods themselves. */
export function PeriodMappingField({ registers }: { readonly registers: readonly RegisterCode[] }) {
  const { t } = useTranslation();
  const problemOf = (text: string | undefined) => {
    const mapping = parse(text, t);
    if (!mapping.ok) return t('customers.mappingUnreadable', { part: mapping.error });
    const unfit = unfitRegister(mapping.value, registers);
    return unfit === null ? null : t('customers.mappingUnfit', { register: wordOf(t)(unfit) });
  };
  return (
    <Form.Item
      name="periodMapping"
      label={t('customers.periodMapping')}
      extra={t('customers.mappingHint')}
      rules={[
        {
          validator: (_rule, text: string | undefined) => {
            const problem = problemOf(text);
            return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
          },
        },
      ]}
    >
      <Input maxLength={120} />
    </Form.Item>
  );
}
