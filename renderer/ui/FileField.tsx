import { Button, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { askWindow } from '../api/client.ts';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (path: string) => void;
  /** Shown in the file dialog. */
  readonly kindName: string;
  readonly extensions: readonly string[];
};

/** A file of the computer, chosen in the system's own dialog. */
export function FileField({ id, value, onChange, kindName, extensions }: Props) {
  const { t } = useTranslation();
  const choose = async () => {
    const { path } = await askWindow('window.chooseFile', {
      filters: [{ name: kindName, extensions: [...extensions] }],
    });
    if (path !== null) onChange?.(path);
  };
  return (
    <Space.Compact block>
      <Input
        {...(id === undefined ? {} : { id })}
        readOnly
        value={value ?? ''}
        onClick={() => void choose()}
      />
      <Button autoFocus onClick={() => void choose()}>
        {t('ledger.chooseLocation')}
      </Button>
    </Space.Compact>
  );
}
