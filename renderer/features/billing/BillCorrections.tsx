import { Alert, Button, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { billDetail } from '#shared/contract/bill.ts';
import { billCorrectionOpen } from '#shared/contract/billCorrection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useOffice } from '../../api/useOffice.ts';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { listText } from '../../ui/listText.ts';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { AdjustDialog } from './AdjustDialog.tsx';
import { CorrectionDrawer } from './CorrectionDrawer.tsx';

type Bill = OutputOf<typeof billDetail>;

/** The bills around a bill, and the ways to correct it. */
export function BillCorrections({ bill }: { readonly bill: Bill }) {
  const { t } = useTranslation();
  const { can } = useOffice();
  const [asking, setAsking] = useState<'open' | 'adjust' | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = useCommand(billCorrectionOpen);
  const { billNo, correction, standingCorrectionId } = bill;
  const isStanding = (bill.kind === 'regular' || bill.kind === 'rebill') && bill.reversedByNo === null;
  const canCorrect = isStanding && standingCorrectionId === null && can('billCorrection.prepare');
  const begin = async (reason: string) => {
    const opened = await open.run({ billNo, reason });
    if (opened) setOpenId(opened.correctionId);
    return opened;
  };
  return (
    <>
      {bill.reversedByNo !== null && <Alert type="warning" showIcon title={t('correction.reversed')} />}
      <Flex gap={8} wrap>
        {canCorrect && (
          <>
            <HotkeyButton hotkey="F9" onPress={() => setAsking('open')}>
              {t('correction.open')}
            </HotkeyButton>
            <HotkeyButton hotkey="F10" onPress={() => setAsking('adjust')}>
              {t('correction.adjust')}
            </HotkeyButton>
          </>
        )}
        {standingCorrectionId !== null && can('billCorrection.view') && (
          <Button onClick={() => setOpenId(standingCorrectionId)}>{t('correction.standing')}</Button>
        )}
        {correction !== null && can('billCorrection.view') && (
          <Button onClick={() => setOpenId(correction.correctionId)}>{t('correction.title')}</Button>
        )}
      </Flex>
      <Relations bill={bill} />
      {asking === 'open' && (
        <ReasonDialog
          title={t('correction.open')}
          command={open}
          onSubmit={begin}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'adjust' && <AdjustDialog bill={bill} onClose={() => setAsking(null)} />}
      {openId && <CorrectionDrawer correctionId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

function Relations({ bill }: { readonly bill: Bill }) {
  const { t } = useTranslation();
  const facts = [
    [t('correction.reverses'), bill.reversesNo],
    [t('correction.corrects'), bill.correctsNo],
    [t('correction.reversedBy'), bill.reversedByNo],
    [t('correction.replacedBy'), bill.replacedByNo],
    [t('correction.billKinds.adjustment'), listText(bill.adjustmentNos, t)],
    [t('common.reason'), bill.correction?.reason],
    [t('correction.documentNo'), bill.correction?.documentNo],
  ] as const;
  const known = facts.filter(([, value]) => value);
  if (known.length === 0) return null;
  const items = known.map(([label, children]) => ({ key: label, label, children }));
  return <Descriptions bordered size="small" column={2} items={items} />;
}
