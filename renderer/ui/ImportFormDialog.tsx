import { Alert, Flex, type FormInstance, Statistic } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailed } from '../api/client.ts';
import type { Progress } from '../api/useCommand.ts';
import { FormDialog } from './FormDialog.tsx';
import { HotkeyButton } from './HotkeyButton.tsx';
import { type LineErrorRow, LineErrors } from './LineErrors.tsx';

type Taken = { readonly errors: readonly LineErrorRow[] };

type Props<Values, Result extends Taken> = {
  readonly title: string;
  readonly submitLabel: string;
  readonly form: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly command: {
    readonly isRunning: boolean;
    readonly error: CallFailed | null;
    readonly progress: Progress | null;
    readonly cancel: () => void;
  };
  /** Imports the file of the form, or only looks what that would do. */
  readonly send: (values: Values, options: { readonly isPreview: boolean }) => Promise<Result | null>;
  /** The figures of a result in the order in which they are shown. */
  readonly counts: (result: Result) => readonly { readonly title: string; readonly value: number }[];
  readonly onImported: (result: Result) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog that imports a file. Before that the person can look what would be taken and what would not. */
export function ImportFormDialog<Values extends object, Result extends Taken>(props: Props<Values, Result>) {
  const { form, command, send, counts, onImported, children } = props;
  const { t } = useTranslation();
  const [preview, setPreview] = useState<Result | null>(null);
  const submit = async (values: Values) => {
    const result = await send(values, { isPreview: false });
    if (result) onImported(result);
  };
  const check = async () => {
    setPreview(null);
    const values = await form.validateFields().catch(() => null);
    if (values) setPreview(await send(values as Values, { isPreview: true }));
  };
  return (
    <FormDialog<Values>
      title={props.title}
      submitLabel={props.submitLabel}
      form={form}
      command={command}
      width={preview !== null && preview.errors.length > 0 ? 820 : 560}
      {...(props.initialValues && { initialValues: props.initialValues })}
      onSubmit={(values) => void submit(values)}
      // What was looked at is no longer what would be imported.
      onChange={() => setPreview(null)}
      onClose={props.onClose}
      extraAction={
        <HotkeyButton key="check" hotkey="F5" disabled={command.isRunning} onPress={() => void check()}>
          {t('lines.check')}
        </HotkeyButton>
      }
    >
      {children}
      {preview && (
        <Flex vertical gap={12} role="status">
          <Alert
            type={preview.errors.length > 0 ? 'warning' : 'success'}
            showIcon
            title={t('lines.checked')}
          />
          <Flex gap={24} wrap>
            {counts(preview).map(({ title, value }) => (
              <Statistic key={title} title={title} value={value} />
            ))}
          </Flex>
          {preview.errors.length > 0 && <LineErrors errors={preview.errors} height={180} />}
        </Flex>
      )}
    </FormDialog>
  );
}
