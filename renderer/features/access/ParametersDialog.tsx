import { App, Badge, Flex, Form, Select, Tabs, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { parameterDetail, parameterSave } from '#shared/contract/parameters.ts';
import { parametersOf } from '#shared/domain/parametersOf.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { CUSTOMER_CLASSES, classWord } from '../../ui/CustomerClass.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ParameterItem } from './ParameterItem.tsx';
import {
  classesIn,
  countStated,
  draftOf,
  type ParameterDraft,
  type ParameterProblem,
  problemsIn,
  statedOf,
} from './parameterDraft.ts';
import {
  mayDifferByClass,
  PARAMETER_FIELDS,
  PARAMETER_KEYS,
  PARAMETER_THEMES,
  type ParameterTheme,
  parameterAt,
} from './parameterFields.ts';
import { problemWord } from './parameterProblem.ts';

type Props = { readonly onClose: () => void };

/** The parameters of the office by theme; what is left empty has its default, which stands in the field. */
export function ParametersDialog({ onClose }: Props) {
  const parameters = useLedgerQuery(parameterDetail, {});
  return parameters.data ? (
    <ParametersForm key={parameters.data.version} parameters={parameters.data} onClose={onClose} />
  ) : null;
}

/** What of the form is in sight: a theme, for one class of customers or for all. */
type Place = { readonly theme: ParameterTheme; readonly customerClass: string | null };

function ParametersForm({
  parameters,
  onClose,
}: Props & { readonly parameters: OutputOf<typeof parameterDetail> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = useCommand(parameterSave);
  const [form] = Form.useForm<ParameterDraft>();
  const [draft, setDraft] = useState(() => draftOf(parameters.stated));
  const [place, setPlace] = useState<Place>({ theme: 'quantities', customerClass: null });
  const [wrong, setWrong] = useState<ParameterProblem | null>(null);
  const problems = problemsIn(draft);
  // Only once its theme is in sight is there a field to go to.
  useEffect(() => {
    if (wrong) form.focusField([...wrong.path]);
  }, [wrong, form]);
  const submit = async () => {
    const [first] = problems;
    const found = first && parameterAt(first.path);
    if (first && found) {
      setPlace({ theme: PARAMETER_FIELDS[found.key].theme, customerClass: found.customerClass });
      setWrong(first);
      return;
    }
    const stated = statedOf(draft);
    if (!(await save.run({ parameters: stated, expectedVersion: parameters.version }))) return;
    void message.success(t('access.officeSaved'));
    onClose();
  };
  return (
    <FormDialog<ParameterDraft>
      title={t('access.parameters')}
      width={960}
      form={form}
      initialValues={draft}
      command={save}
      // Fields of themes that are out of sight keep what was written into them.
      onChange={() => setDraft({ ...form.getFieldsValue(true) })}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t('parameters.intro')}</Typography.Paragraph>
      <Flex gap={16}>
        <Tabs
          tabPlacement="start"
          activeKey={place.theme}
          onChange={(theme) => setPlace({ ...place, theme: theme as ParameterTheme })}
          items={PARAMETER_THEMES.map((theme) => ({
            key: theme,
            label: <ThemeLabel theme={theme} draft={draft} problems={problems} />,
          }))}
        />
        <ThemeFields
          place={place}
          draft={draft}
          problems={problems}
          onClass={(customerClass) => setPlace({ ...place, customerClass })}
        />
      </Flex>
    </FormDialog>
  );
}

type DraftProps = { readonly draft: ParameterDraft; readonly problems: readonly ParameterProblem[] };

/** A theme, and how many of its parameters are wrong or else stated by the office. */
function ThemeLabel({ theme, draft, problems }: DraftProps & { readonly theme: ParameterTheme }) {
  const { t } = useTranslation();
  const wrong = problems.filter(({ path }) => {
    const found = parameterAt(path);
    return found !== null && PARAMETER_FIELDS[found.key].theme === theme;
  }).length;
  const stated = countStated(draft, (key) => PARAMETER_FIELDS[key].theme === theme);
  return (
    <Flex gap={8} justify="space-between" align="center">
      {t(`parameters.themes.${theme}`)}
      {wrong > 0 ? (
        <Badge count={wrong} title={t('parameters.problemCount', { count: wrong })} />
      ) : (
        <Badge count={stated} color="blue" title={t('parameters.statedCount', { count: stated })} />
      )}
    </Flex>
  );
}

type ThemeProps = DraftProps & {
  readonly place: Place;
  readonly onClass: (customerClass: string | null) => void;
};

function ThemeFields({ place: { theme, customerClass }, draft, problems, onClass }: ThemeProps) {
  const { t } = useTranslation();
  const keys = PARAMETER_KEYS.filter((key) => PARAMETER_FIELDS[key].theme === theme);
  const isByClass = keys.every(mayDifferByClass);
  const ofClass = isByClass ? customerClass : null;
  const words = new Map(problems.map((problem) => [problem.path.join('.'), problemWord(problem, t)]));
  const holding = parametersOf(ofClass === null ? {} : statedOf(draft));
  return (
    <div style={{ flex: 1, height: 'calc(100vh - 230px)', overflowY: 'auto', paddingRight: 8 }}>
      {isByClass && (
        <Flex gap={8} align="center" style={{ marginBottom: 16 }}>
          {t('parameters.scope')}
          <ClassChoice draft={draft} value={ofClass} onChange={onClass} />
        </Flex>
      )}
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 24 }}>
        {keys.map((key) => (
          <ParameterItem
            key={`${key} ${ofClass}`}
            parameter={key}
            customerClass={ofClass}
            holding={holding}
            problems={words}
          />
        ))}
      </div>
    </div>
  );
}

/** Stands for every class: no class is called so, it would have a name. */
const EVERY_CLASS = '';

type ChoiceProps = {
  readonly draft: ParameterDraft;
  readonly value: string | null;
  readonly onChange: ThemeProps['onClass'];
};

/** The classes of customers that may have parameters of their own, and how many of them each has. */
function ClassChoice({ draft, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const classes = [...new Set([...CUSTOMER_CLASSES, ...classesIn(draft)])];
  const label = (customerClass: string) => {
    const count = countStated(draft, mayDifferByClass, customerClass);
    return count === 0 ? classWord(customerClass, t) : `${classWord(customerClass, t)} (${count})`;
  };
  return (
    <Select<string>
      aria-label={t('parameters.scope')}
      style={{ width: 240 }}
      value={value ?? EVERY_CLASS}
      onChange={(chosen) => onChange(chosen === EVERY_CLASS ? null : chosen)}
      options={[
        { value: EVERY_CLASS, label: t('parameters.everyClass') },
        ...classes.map((one) => ({ value: one, label: label(one) })),
      ]}
    />
  );
}
