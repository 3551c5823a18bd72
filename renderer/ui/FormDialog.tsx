import { Button, Form, type FormInstance, Modal, Progress as ProgressBar } from 'antd';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFailed } from '../api/client.ts';
import type { Progress } from '../api/useCommand.ts';
import { ErrorPanel } from './ErrorPanel.tsx';

type Props<Values> = {
  readonly title: string;
  readonly form: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly command: {
    readonly isRunning: boolean;
    readonly error: CallFailed | null;
    readonly progress: Progress | null;
    readonly cancel: () => void;
  };
  /** What the button that does it says; `Save` where nothing is given. */
  readonly submitLabel?: string;
  readonly width?: number;
  /** A button between leaving and doing, such as one that only looks. */
  readonly extraAction?: ReactNode;
  readonly onChange?: () => void;
  readonly onSubmit: (values: Values) => void;
  /** Without it the dialog cannot be left undone. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
};

/** A dialog around one command: Enter submits, Esc closes, a refusal stays readable, progress can be cancelled. */
export function FormDialog<Values extends object>(props: Props<Values>) {
  const {
    title,
    form,
    initialValues,
    command,
    submitLabel,
    width,
    extraAction,
    onChange,
    onSubmit,
    onClose,
    children,
  } = props;
  const { t } = useTranslation();
  // Fields of two forms on one page have ids of their own, and each label finds its field.
  const formId = useId();
  const { isRunning, error, progress, cancel } = command;
  // While it is being found out what became of a command, nobody has to wait in front of its dialog.
  const canLeave = !isRunning || error !== null;
  const fields = useRef<HTMLDivElement>(null);
  // The dialog takes the focus for itself when it opens; whoever types means the first field, or the one that says so.
  const focusFirst = (isOpen: boolean) => {
    if (!isOpen || fields.current?.contains(document.activeElement)) return;
    const find = (selector: string) => fields.current?.querySelector<HTMLElement>(selector);
    (find('[data-first=true]') ?? find('input:not([disabled]), textarea:not([disabled])'))?.focus();
  };
  return (
    <Modal
      open
      title={title}
      width={width ?? 520}
      // High enough that a long form ends above the edge of a small screen.
      style={{ top: 40 }}
      onCancel={() => onClose?.()}
      closable={onClose !== undefined}
      keyboard={onClose !== undefined && canLeave}
      mask={{ closable: false }}
      afterOpenChange={focusFirst}
      footer={[
        onClose && canLeave && (
          <Button key="close" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        ),
        progress && (
          <Button key="cancel" onClick={cancel}>
            {t('common.cancel')}
          </Button>
        ),
        extraAction,
        <Button key="save" type="primary" loading={isRunning} onClick={() => form.submit()}>
          {submitLabel ?? t('common.save')}
        </Button>,
      ]}
    >
      <Form<Values>
        form={form}
        name={formId}
        layout="vertical"
        initialValues={initialValues ?? {}}
        onFinish={onSubmit}
        onValuesChange={() => onChange?.()}
        requiredMark={false}
      >
        <div ref={fields}>{children}</div>
        {/* Lets Enter submit from every field. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {progress && <ProgressBar percent={Math.floor((progress.done / Math.max(1, progress.total)) * 100)} />}
      <ErrorPanel error={error} />
    </Modal>
  );
}
