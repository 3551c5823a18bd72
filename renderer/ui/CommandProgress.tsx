import { Button, Modal, Progress as ProgressBar } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../api/useCommand.ts';

type Props = {
  readonly title: string;
  readonly command: { readonly progress: Progress | null; readonly cancel: () => void };
};

/** How far a long command is, in front of everything, with the way to stop it; nothing while none runs. */
export function CommandProgress({ title, command: { progress, cancel } }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={progress !== null}
      title={title}
      closable={false}
      footer={<Button onClick={cancel}>{t('common.cancel')}</Button>}
    >
      {progress && <ProgressBar percent={Math.floor((progress.done / Math.max(1, progress.total)) * 100)} />}
    </Modal>
  );
}
