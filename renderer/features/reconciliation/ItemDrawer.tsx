import { Descriptions, Drawer, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { Instant } from '../../ui/Instant.tsx';
import type { Item } from './DayItems.tsx';
import { ItemDecision } from './ItemDecision.tsx';
import { ItemSides } from './ItemSides.tsx';
import { ItemClassTag, ItemStateTag } from './ItemTags.tsx';

type Props = {
  readonly item: Item;
  readonly isSignedOff: boolean;
  readonly onClose: () => void;
  readonly onNext?: () => void;
};

/** One item with both sides in full, and what to do about it. */
export function ItemDrawer({ item, isSignedOff, onClose, onNext }: Props) {
  const { t } = useTranslation();
  const goOn = onNext ?? onClose;
  return (
    <Drawer
      open
      size={900}
      onClose={onClose}
      title={
        <Flex gap={8} align="center">
          <ItemClassTag itemClass={item.itemClass} />
          <ItemStateTag state={item.state} />
        </Flex>
      }
      extra={
        <HotkeyButton hotkey="F8" disabled={!onNext} onPress={goOn}>
          {t('reading.next')}
        </HotkeyButton>
      }
    >
      <Flex vertical gap={16}>
        <ItemSides item={item} />
        {item.action && <Proposal item={item} />}
        {!isSignedOff && <ItemDecision item={item} onDone={goOn} />}
      </Flex>
    </Drawer>
  );
}

function Proposal({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const { action, transferTarget, accountNo, receiptNo } = item;
  const text = (value: string | null) => value ?? '–';
  return (
    <Descriptions
      bordered
      size="small"
      column={2}
      items={[
        {
          key: 'action',
          label: t('reconciliation.action'),
          children: action && t(`reconciliation.actions.${action}`),
        },
        { key: 'reason', label: t('common.reason'), children: text(item.reason) },
        ...(accountNo ? [{ key: 'account', label: t('customers.accountNo'), children: accountNo }] : []),
        ...(receiptNo ? [{ key: 'receipt', label: t('reconciliation.receiptNo'), children: receiptNo }] : []),
        ...(transferTarget
          ? [
              {
                key: 'target',
                label: t('reconciliation.transferTarget'),
                children: t(`reconciliation.targets.${transferTarget}`),
              },
            ]
          : []),
        {
          key: 'by',
          label: t('reconciliation.proposedBy'),
          children: (
            <>
              {text(item.proposedByName)} {item.proposedAt && <Instant at={item.proposedAt} />}
            </>
          ),
        },
        {
          key: 'approved',
          label: t('reconciliation.approvedBy'),
          children: (
            <>
              {text(item.approvedByName)} {item.approvedAt && <Instant at={item.approvedAt} />}
            </>
          ),
        },
      ]}
    />
  );
}
