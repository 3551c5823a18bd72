import { Button, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly id?: string | undefined;
  readonly value?: string | null | undefined;
  readonly onChange?: ((path: string) => void) | undefined;
  readonly isFirst?: boolean;
  /** Asks the system's own dialog; `null` when the person closed it. */
  readonly choose: () => Promise<string | null>;
};

/** A place on this computer, shown as text and chosen in the system's own dialog. */
export function PathField({ id, value, onChange, isFirst = false, choose }: Props) {
  const { t } = useTranslation();
  const ask = async () => {
    const path = await choose();
    if (path !== null) onChange?.(path);
  };
  return (
    <Space.Compact block>
      <Input {...(id === undefined ? {} : { id })} readOnly value={value ?? ''} onClick={() => void ask()} />
      <Button autoFocus={isFirst} onClick={() => void ask()}>
        {t('ledger.chooseLocation')}
      </Button>
    </Space.Compact>
  );
}
