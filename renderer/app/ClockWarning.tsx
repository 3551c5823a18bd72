import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { officeClock, officeConfirmDay } from '#shared/contract/access.ts';
import { useCommand } from '../api/useCommand.ts';
import { useLedgerQuery } from '../api/useLedgerQuery.ts';
import { useOffice } from '../api/useOffice.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';

/** Stands above every page for as long as the clock of this computer does not fit to the books. */
export function ClockWarning() {
  const { t } = useTranslation();
  const { can } = useOffice();
  const clock = useLedgerQuery(officeClock, {});
  const confirm = useCommand(officeConfirmDay);
  if (!clock.data || clock.data.state === 'plausible') return null;
  const { state, businessDate, lastPostedOn } = clock.data;
  const isBehind = state === 'behind';
  return (
    <>
      <Alert
        banner
        type={isBehind ? 'error' : 'warning'}
        title={t(isBehind ? 'common.clockBehind' : 'common.clockAhead', { businessDate, lastPostedOn })}
        description={t('common.clockAdvice')}
        action={
          can('office.manage') && (
            <Button loading={confirm.isRunning} onClick={() => void confirm.run({ businessDate })}>
              {t('common.confirmDay')}
            </Button>
          )
        }
      />
      <ErrorPanel error={confirm.error} />
    </>
  );
}
