import { Form } from 'antd';
import type { CallFailed } from '../api/client.ts';
import type { Progress } from '../api/useCommand.ts';
import { FormDialog } from './FormDialog.tsx';
import { ReasonField } from './ReasonField.tsx';

type Values = { readonly reason: string };
type Props = {
  readonly title: string;
  readonly command: {
    readonly isRunning: boolean;
    readonly error: CallFailed | null;
    readonly progress: Progress | null;
    readonly cancel: () => void;
  };
  readonly onSubmit: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
};

/** Asks why, then does it; what is refused stays readable. */
export function ReasonDialog({ title, command, onSubmit, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  const submit = async ({ reason }: Values) => {
    if (await onSubmit(reason)) onClose();
  };
  return (
    <FormDialog<Values>
      title={title}
      submitLabel={title}
      form={form}
      command={command}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField isFirst />
    </FormDialog>
  );
}
