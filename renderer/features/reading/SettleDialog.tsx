import { Alert, Form, Spin, Table, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { estimateSettle } from '#shared/contract/billCorrection.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Quantity } from '../../ui/Amount.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { listText } from '../../ui/listText.ts';
import { oneLine } from '../../ui/oneLine.ts';
import { ReasonField } from '../../ui/ReasonField.tsx';

type Values = { readonly reason: string };
type Settled = OutputOf<typeof estimateSettle>;
type Props = { readonly anomalyId: string; readonly onClose: () => void };

/** Shows what the estimates before a real reading become, and what bills that means, before it is done. */
export function SettleDialog({ anomalyId, onClose }: Props) {
  const { t } = useTranslation();
  const look = useCommand(estimateSettle);
  const settle = useCommand(estimateSettle);
  const [form] = Form.useForm<Values>();
  const [proposed, setProposed] = useState<Settled | null>(null);
  const { run: preview } = look;
  useEffect(() => {
    const reason = t('reading.settle');
    void preview({ anomalyId, reason }, { isPreview: true }).then(setProposed);
  }, [anomalyId, preview, t]);
  const submit = async ({ reason }: Values) => {
    if (await settle.run({ anomalyId, reason })) onClose();
  };
  return (
    <FormDialog<Values>
      title={t('reading.settle')}
      submitLabel={t('reading.settle')}
      width={640}
      form={form}
      command={settle}
      onSubmit={submit}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={t('reading.settleText')} style={{ marginBottom: 12 }} />
      {look.isRunning && <Spin />}
      <ErrorPanel error={look.error} />
      {proposed && <Proposed settled={proposed} />}
      <ReasonField isFirst />
    </FormDialog>
  );
}

function Proposed({ settled: { readings, corrections } }: { readonly settled: Settled }) {
  const { t } = useTranslation();
  const bills = listText(
    corrections.map(({ billNo, period }) => `${billNo} (${period})`),
    t,
  );
  return (
    <>
      <Table
        size="small"
        pagination={false}
        rowKey={({ registerCode, readOn }) => `${registerCode} ${readOn}`}
        dataSource={readings}
        columns={[
          { title: t('common.period'), dataIndex: 'period' },
          { title: t('reading.readOn'), dataIndex: 'readOn', ...oneLine },
          {
            title: t('reading.register'),
            render: (_, { registerCode }) => t(`customers.registerCodes.${registerCode}`),
          },
          {
            title: t('reading.settleBefore'),
            align: 'right',
            render: (_, { before }) => <Quantity value={before} />,
          },
          {
            title: t('reading.settleAfter'),
            align: 'right',
            render: (_, { after }) => <Quantity value={after} />,
          },
        ]}
      />
      <Typography.Paragraph style={{ marginTop: 8 }}>
        {corrections.length > 0 ? t('reading.settleBills', { bills }) : t('reading.settleNoBills')}
      </Typography.Paragraph>
    </>
  );
}
