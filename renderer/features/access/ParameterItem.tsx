import { Form, Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PERIOD_CODES, type PeriodCode } from '#shared/domain/reading/registers.ts';
import { BandsField } from './BandsField.tsx';
import { textOf, valueAt } from './parameterDraft.ts';
import {
  LATE_FEE_YEARS,
  PARAMETER_FIELDS,
  type ParameterChoice,
  type ParameterField,
  type ParameterKey,
  pathOf,
} from './parameterFields.ts';
import { SeverityItems } from './SeverityItems.tsx';

export type ParameterProps = {
  readonly parameter: ParameterKey;
  /** Whose parameter it is; `null` for the office's own. */
  readonly customerClass: string | null;
  /** What holds where the parameter is left empty, as a document. */
  readonly holding: Readonly<Record<string, unknown>>;
  /** What is wrong, in words, by place. */
  readonly problems: ReadonlyMap<string, string>;
};

/** One parameter to be stated: what it is, what holds if it is left empty, and what is wrong with what is written. */
export function ParameterItem(props: ParameterProps) {
  const { parameter, customerClass, holding, problems } = props;
  const { t } = useTranslation();
  const field = PARAMETER_FIELDS[parameter];
  const path = pathOf(parameter, customerClass);
  const fallback = valueAt(holding, pathOf(parameter, null));
  const label = t(`parameters.fields.${parameter}`);
  const hint = t(`parameters.hints.${parameter}`);
  const otherwise = (value: string) =>
    t(customerClass === null ? 'parameters.default' : 'parameters.ofEveryClass', { value });
  const item = { path, label, hint, problems };
  switch (field.kind) {
    case 'bands':
      return (
        <PlacedItem {...item} isWide>
          <BandsField fallback={fallback} problems={problems} path={path.join('.')} />
        </PlacedItem>
      );
    case 'severities':
      return <SeverityItems {...props} hint={hint} otherwise={otherwise} />;
    case 'rates':
      return LATE_FEE_YEARS.map((year) => (
        <PlacedItem
          {...item}
          key={year}
          path={[...path, year]}
          label={`${label} · ${t(`parameters.years.${year}`)}`}
        >
          <FigureInput
            unit={t('parameters.units.perMille')}
            placeholder={otherwise(String(valueAt(textOf(field, fallback), [year])))}
          />
        </PlacedItem>
      ));
    case 'choice':
      return (
        <PlacedItem {...item}>
          <Select
            allowClear
            placeholder={otherwise(choiceWord(fallback as ParameterChoice, t))}
            options={field.choices.map((value) => ({ value, label: choiceWord(value, t) }))}
          />
        </PlacedItem>
      );
    default:
      return (
        <PlacedItem {...item}>
          <FigureInput unit={unitWord(field, t)} placeholder={otherwise(String(textOf(field, fallback)))} />
        </PlacedItem>
      );
  }
}

function unitWord(field: ParameterField, t: TFunction): string {
  return t(`parameters.units.${'unit' in field ? field.unit : 'money'}`);
}

function choiceWord(choice: ParameterChoice, t: TFunction): string {
  return isPeriod(choice) ? t(`tariff.periods.${choice}`) : t(`parameters.choices.${choice}`);
}

function isPeriod(choice: ParameterChoice): choice is PeriodCode {
  return (PERIOD_CODES as readonly string[]).includes(choice);
}

type PlacedProps = Pick<ParameterProps, 'problems'> & {
  readonly path: readonly string[];
  readonly label: string;
  readonly hint: string;
  readonly isWide?: boolean;
  readonly children: ReactElement;
};

/** A field at its place of the document, with what is wrong there. */
function PlacedItem({ path, label, hint, problems, isWide = false, children }: PlacedProps) {
  const problem = problems.get(path.join('.'));
  return (
    <Form.Item
      name={[...path]}
      label={label}
      extra={hint}
      style={isWide ? { gridColumn: '1 / -1' } : {}}
      {...(problem === undefined ? {} : { validateStatus: 'error', help: problem })}
    >
      {children}
    </Form.Item>
  );
}

type FigureProps = { readonly id?: string; readonly unit: string; readonly placeholder: string };

/** A figure as text, beside its unit; emptied by a click. `Form.Item` gives it its value. */
function FigureInput({ unit, ...field }: FigureProps) {
  return <Input {...field} allowClear maxLength={20} suffix={unit} />;
}
