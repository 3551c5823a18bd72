import { Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differenceApprove, differenceReject } from '#shared/contract/differences.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import type { Item } from './DayItems.tsx';
import { ResolveForm } from './ResolveForm.tsx';

type Props = { readonly item: Item; readonly onDone: () => void };

/** The clerk proposes, another person approves or gives back. */
export function ItemDecision({ item, onDone }: Props) {
  const { can } = useOffice();
  if (item.state === 'open' && item.possibleActions.length > 0 && can('reconciliation.resolve')) {
    return <ResolveForm item={item} onDone={onDone} />;
  }
  if (item.state === 'proposed' && can('reconciliation.approve')) {
    return <Approval item={item} onDone={onDone} />;
  }
  return null;
}

function Approval({ item, onDone }: Props) {
  const { t } = useTranslation();
  const approve = useCommand(differenceApprove);
  const reject = useCommand(differenceReject);
  const [isRejecting, setRejecting] = useState(false);
  const at = { itemId: item.itemId, expectedVersion: item.version };
  const approveIt = async () => {
    if (await approve.run(at)) onDone();
  };
  const rejectIt = async (reason: string) => {
    const done = await reject.run({ ...at, reason });
    if (done) onDone();
    return done;
  };
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        <HotkeyButton
          type="primary"
          isDecision
          hotkey="F9"
          loading={approve.isRunning}
          onPress={() => void approveIt()}
        >
          {t('reconciliation.approve')}
        </HotkeyButton>
        <HotkeyButton hotkey="F10" onPress={() => setRejecting(true)}>
          {t('reconciliation.reject')}
        </HotkeyButton>
      </Flex>
      <ErrorPanel error={approve.error} />
      {isRejecting && (
        <ReasonDialog
          title={t('reconciliation.reject')}
          command={reject}
          onSubmit={rejectIt}
          onClose={() => setRejecting(false)}
        />
      )}
    </Flex>
  );
}
