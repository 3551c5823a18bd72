import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Col, Flex, InputNumber, List, Row, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { ledgerCreateSample, type ledgerStatus } from '#shared/contract/ledger.ts';
import type { Role } from '#shared/domain/access/permissions.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandProgress } from '../ui/CommandProgress.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { listText } from '../ui/listText.ts';
import { RestoreDialog } from '../ui/RestoreDialog.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { NewLedgerForm } from './NewLedgerForm.tsx';
import { NotOpened } from './NotOpened.tsx';
import { ServerDialog } from './ServerDialog.tsx';
import { useOpenLedger } from './useOpenLedger.ts';

type Status = OutputOf<typeof ledgerStatus>;
type Sample = OutputOf<typeof ledgerCreateSample>;
type Props = { readonly status: Status; readonly onBegin: () => void; readonly onDone: () => void };

/** No ledger is open: try the sample office, make an empty ledger, or open one. */
export function FirstStart({ status, onBegin, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sample, setSample] = useState<Sample | null>(null);
  const [isRestoring, setRestoring] = useState(false);
  const [isConnecting, setConnecting] = useState(false);
  const finish = async () => {
    await client.invalidateQueries();
    onDone();
  };
  const { open, openAt } = useOpenLedger(finish);
  const choose = async () => {
    const filters = [{ name: t('ledger.fileKind'), extensions: ['meterbook'] }];
    const { path } = await askWindow('window.chooseFile', { title: t('ledger.openTitle'), filters });
    if (path !== null) await openAt(path);
  };
  if (sample) return <SampleReady sample={sample} onDone={finish} />;
  return (
    <Flex vertical style={{ height: '100%', padding: '40px 56px', overflow: 'auto', background: '#eef3f7' }}>
      <Flex justify="space-between">
        <div>
          <Typography.Title level={2} style={{ margin: 0 }}>
            {t('ledger.welcome')}
          </Typography.Title>
          <Typography.Paragraph type="secondary">{t('ledger.intro')}</Typography.Paragraph>
        </div>
        <LanguageSwitch />
      </Flex>
      {status.notOpened && <NotOpened notOpened={status.notOpened} onOpened={finish} />}
      <Row gutter={20}>
        <Col span={8}>
          <SampleCard suggestedPath={status.suggestedPath} onBegin={onBegin} onMade={setSample} />
        </Col>
        <Col span={8}>
          <Card title={t('ledger.emptyTitle')} style={{ height: '100%' }}>
            <Typography.Paragraph type="secondary">{t('ledger.emptyText')}</Typography.Paragraph>
            <NewLedgerForm suggestedPath={status.suggestedPath} onMade={finish} />
          </Card>
        </Col>
        <Col span={8}>
          <Card title={t('ledger.openTitle')} style={{ height: '100%' }}>
            <Typography.Paragraph type="secondary">{t('ledger.openText')}</Typography.Paragraph>
            <Flex wrap gap={8}>
              <Button onClick={choose} loading={open.isRunning}>
                {t('ledger.open')}
              </Button>
              <Button onClick={() => setConnecting(true)}>{t('ledger.server')}</Button>
              <Button onClick={() => setRestoring(true)}>{t('ledger.restore')}</Button>
            </Flex>
            <ErrorPanel error={open.error} />
            {status.recent.length > 0 && (
              <List
                header={t('ledger.recent')}
                dataSource={status.recent}
                renderItem={(ledger) => (
                  <List.Item>
                    <Button type="link" style={{ padding: 0 }} onClick={() => void openAt(ledger.path)}>
                      {ledger.officeName}
                    </Button>
                    <Typography.Text type="secondary" ellipsis style={{ maxWidth: 180 }}>
                      {ledger.path}
                    </Typography.Text>
                  </List.Item>
                )}
              />
            )}
          </Card>
        </Col>
      </Row>
      {isConnecting && <ServerDialog onClose={() => setConnecting(false)} onOpened={() => void finish()} />}
      {isRestoring && <RestoreDialog onClose={() => setRestoring(false)} onDone={() => void finish()} />}
    </Flex>
  );
}

type SampleCardProps = {
  readonly suggestedPath: string;
  readonly onBegin: () => void;
  readonly onMade: (sample: Sample) => void;
};

function SampleCard({ suggestedPath, onBegin, onMade }: SampleCardProps) {
  const { t } = useTranslation();
  const create = useCommand(ledgerCreateSample);
  const [points, setPoints] = useState(200);
  const [billedMonths, setBilledMonths] = useState(3);
  const make = async () => {
    const { path } = await askWindow('window.chooseSaveFile', {
      title: t('ledger.location'),
      suggestedName: suggestedPath.replace(/office\.meterbook$/, 'sample.meterbook'),
      filters: [{ name: t('ledger.fileKind'), extensions: ['meterbook'] }],
    });
    if (path === null) return;
    onBegin();
    const sample = await create.run({ path, points, billedMonths });
    if (sample) onMade(sample);
  };
  return (
    <Card title={t('ledger.sampleTitle')} style={{ height: '100%' }}>
      <Typography.Paragraph type="secondary">{t('ledger.sampleText')}</Typography.Paragraph>
      <Flex vertical gap={12} align="start">
        <label htmlFor="samplePoints">
          {t('ledger.samplePoints')}{' '}
          <InputNumber
            id="samplePoints"
            min={1}
            max={1_000_000}
            value={points}
            onChange={(value) => setPoints(value ?? 200)}
          />
        </label>
        <label htmlFor="sampleBilledMonths">
          {t('ledger.sampleBilledMonths')}{' '}
          <InputNumber
            id="sampleBilledMonths"
            min={0}
            max={24}
            value={billedMonths}
            onChange={(value) => setBilledMonths(value ?? 3)}
          />
        </label>
        <Button type="primary" onClick={make} loading={create.isRunning}>
          {t('ledger.sampleCreate')}
        </Button>
        <CommandProgress title={t('ledger.creating')} command={create} />
        <ErrorPanel error={create.error} />
      </Flex>
    </Card>
  );
}

function SampleReady({ sample, onDone }: { readonly sample: Sample; readonly onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={16} style={{ padding: '40px 56px', height: '100%', overflow: 'auto' }}>
      <Typography.Title level={3} style={{ margin: 0 }}>
        {t('ledger.sampleReady')}
      </Typography.Title>
      <Typography.Text>{t('ledger.sampleReadyText', { password: sample.password })}</Typography.Text>
      <Table
        size="small"
        pagination={false}
        rowKey="userName"
        dataSource={sample.users}
        columns={[
          { title: t('ledger.userName'), dataIndex: 'userName' },
          { title: t('ledger.displayName'), dataIndex: 'displayName' },
          {
            title: t('ledger.rolesTitle'),
            dataIndex: 'roles',
            render: (roles: Role[]) =>
              listText(
                roles.map((role) => t(`roles.${role}`)),
                t,
              ),
          },
        ]}
      />
      <div>
        <Button type="primary" autoFocus onClick={() => void onDone()}>
          {t('ledger.continue')}
        </Button>
      </div>
    </Flex>
  );
}
