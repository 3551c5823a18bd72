import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { channelList } from '#shared/contract/bankFiles.ts';
import { useLedgerQuery } from '../api/useLedgerQuery.ts';

type Props = {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (channelCode: string | null) => void;
  readonly allowClear?: boolean;
  /** Offers the channels of this kind alone. */
  readonly kind?: 'bank' | 'counter';
};

/** A way that money comes in: a bank, or the counter. */
export function ChannelSelect({ id, value, onChange, allowClear = true, kind }: Props) {
  const { t } = useTranslation();
  const channels = useLedgerQuery(channelList, {});
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      allowClear={allowClear}
      style={{ minWidth: 180 }}
      placeholder={t('reconciliation.channel')}
      aria-label={t('reconciliation.channel')}
      loading={channels.isPending}
      value={value ?? null}
      onChange={(channelCode) => onChange?.(channelCode ?? null)}
      options={(channels.data?.rows ?? [])
        .filter((channel) => kind === undefined || channel.kind === kind)
        .map(({ channelCode, name }) => ({ value: channelCode, label: name }))}
    />
  );
}
