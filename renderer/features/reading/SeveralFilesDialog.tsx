import { Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { askWindow } from '../../api/client.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';
import { useSeveral } from '../../api/useSeveral.ts';
import { PeriodField } from '../../ui/DateFields.tsx';
import { HotkeyButton } from '../../ui/HotkeyButton.tsx';
import { SeveralDialog } from '../../ui/SeveralDialog.tsx';
import { METER_FILE_EXTENSIONS } from './ImportDialog.tsx';

type Batch = OutputOf<typeof readingImport>;
type MeterPath = { readonly path: string };

const keyOf = ({ path }: MeterPath) => path;
const fileNameOf = ({ path }: MeterPath) => path.split(/[\\/]/).at(-1) ?? path;

/** Imports many meter files, each by itself; the route of each is recognised by its meters. */
export function SeveralFilesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { ledger } = useOffice();
  const [files, setFiles] = useState<readonly MeterPath[]>([]);
  const [period, setPeriod] = useState(ledger?.currentPeriod ?? '');
  const routes = useLedgerQuery(routeList, {});
  const importFile = useCommand(readingImport);
  const several = useSeveral<MeterPath, Batch>(
    keyOf,
    ({ path }) => importFile.attempt({ path, period, routeId: null, recognisesRoute: true }),
    importFile.cancel,
  );
  const choose = async () => {
    const filters = [{ name: t('reading.fileKind'), extensions: [...METER_FILE_EXTENSIONS] }];
    const { paths } = await askWindow('window.chooseFiles', { filters });
    const known = new Set(files.map(keyOf));
    const added = paths.filter((path) => !known.has(path)).map((path) => ({ path }));
    setFiles([...files, ...added].sort((one, other) => (fileNameOf(one) < fileNameOf(other) ? -1 : 1)));
  };
  const routeWord = (routeId: string | null) => {
    const route = routes.data?.rows.find((one) => one.routeId === routeId);
    return route ? `${route.routeNo} ${route.name}` : t('reading.routeNotRecognised');
  };
  const outcomeOf = ({ isRepeat, acceptedCount, rejectedCount, unknownMeterCount, exceptionCount }: Batch) =>
    isRepeat
      ? t('reading.severalRepeat')
      : t('reading.severalDone', {
          accepted: acceptedCount,
          problems: rejectedCount + unknownMeterCount,
          exceptions: exceptionCount,
        });
  return (
    <SeveralDialog<MeterPath, Batch>
      title={t('reading.several')}
      rows={files}
      keyOf={keyOf}
      nameOf={fileNameOf}
      isMarked={() => true}
      several={several}
      outcomeOf={outcomeOf}
      emptyText={t('reading.severalNone')}
      submitLabel={(marked) => t('reading.severalSubmit', { count: marked.length })}
      onClose={onClose}
      columns={[
        { title: t('reading.fileName'), render: (_value, row) => fileNameOf(row), ellipsis: true },
        {
          title: t('customers.route'),
          width: 200,
          render: (_value, row) => {
            const standing = several.standings.get(keyOf(row));
            return standing?.state === 'done' ? routeWord(standing.output.routeId) : null;
          },
        },
      ]}
    >
      <Flex gap={12} wrap align="center">
        <HotkeyButton hotkey="F3" disabled={several.isRunning} onPress={() => void choose()}>
          {t('reading.chooseFiles')}
        </HotkeyButton>
        <PeriodField
          label={t('common.period')}
          value={period}
          disabled={several.isRunning}
          onChange={(chosen) => setPeriod(chosen ?? period)}
        />
        <Typography.Text type="secondary">{t('reading.severalHint')}</Typography.Text>
      </Flex>
    </SeveralDialog>
  );
}
