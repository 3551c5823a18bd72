import { App, Form, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/define.ts';
import { tariffActivate, tariffDrafts } from '#shared/contract/tariff.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { CustomerClass } from '../../ui/CustomerClass.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ActivationRefusals } from './ActivationRefusals.tsx';

type Draft = OutputOf<typeof tariffDrafts>['rows'][number];
type Values = { readonly group?: string };

/** A price document and its first day: what a second person usually releases as one. */
const groupOf = ({ documentNo, startOn }: Draft) => `${startOn} ${documentNo}`;

/** More are scrolled within the dialog. */
const ROWS_IN_SIGHT = 8;

/** The drafts of all tariffs: a second person marks those of a document and puts them in force at once. */
export function DraftsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const drafts = useLedgerQuery(tariffDrafts, {});
  const activate = useCommand(tariffActivate);
  const [form] = Form.useForm<Values>();
  const group = Form.useWatch('group', form);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const all = drafts.data?.rows ?? [];
  const shown = group === undefined ? all : all.filter((draft) => groupOf(draft) === group);
  const chosen = shown.filter(({ tariffVersionId }) => marked.includes(tariffVersionId));
  const release = async () => {
    const tariffVersionIds = chosen.map(({ tariffVersionId }) => tariffVersionId);
    const done = await activate.run({ tariffVersionIds });
    if (!done) return;
    void message.success(t('tariff.activated', { count: done.versions.length }));
    onClose();
  };
  const ask = () => {
    if (chosen.length === 0) return void message.info(t('tariff.noneMarked'));
    modal.confirm({
      title: t('tariff.activateAllConfirm', { count: chosen.length }),
      onOk: () => void release(),
    });
  };
  return (
    <FormDialog<Values>
      title={t('tariff.activateDrafts')}
      form={form}
      command={{ ...activate, error: null }}
      submitLabel={t('tariff.activateMarked', { count: chosen.length })}
      width={1120}
      onChange={() => {
        setMarked([]);
        activate.reset();
      }}
      onSubmit={ask}
      onClose={onClose}
    >
      <ErrorPanel error={drafts.error} onRetry={() => void drafts.refetch()} />
      <Form.Item name="group" label={t('tariff.draftsOf')} extra={t('tariff.draftsHint')}>
        <Select
          allowClear
          style={{ maxWidth: 520 }}
          placeholder={t('tariff.allDrafts')}
          options={[...new Set(all.map(groupOf))].sort().map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Table<Draft>
        size="small"
        style={{ marginBottom: 12 }}
        rowKey="tariffVersionId"
        pagination={{ pageSize: 50, hideOnSinglePage: true, size: 'small' }}
        {...(shown.length > ROWS_IN_SIGHT && { scroll: { y: 320 } })}
        loading={drafts.isPending}
        dataSource={shown}
        locale={{ emptyText: t('tariff.noDrafts') }}
        rowSelection={{
          selectedRowKeys: [...marked],
          onChange: (keys) => setMarked(keys.map(String)),
          getCheckboxProps: ({ isOwn, name }) => ({ disabled: isOwn, 'aria-label': name }),
        }}
        columns={[
          { title: t('tariff.code'), dataIndex: 'tariffCode', width: 190 },
          { title: t('tariff.name'), dataIndex: 'name' },
          {
            title: t('tariff.customerClass'),
            dataIndex: 'customerClass',
            width: 100,
            render: (value: string) => <CustomerClass value={value} />,
          },
          {
            title: t('tariff.versionNo'),
            width: 80,
            render: (_value, { versionNo }) => t('tariff.version', { number: versionNo }),
          },
          { title: t('tariff.startOn'), dataIndex: 'startOn', width: 105 },
          { title: t('tariff.documentNo'), dataIndex: 'documentNo', width: 190, ellipsis: true },
          {
            title: t('tariff.createdBy'),
            width: 100,
            render: (_value, { createdByName, isOwn }) =>
              isOwn ? <Tag color="orange">{t('tariff.ownDraft')}</Tag> : createdByName,
          },
          { title: t('tariff.cases'), width: 110, render: (_value, draft) => <CasesTag draft={draft} /> },
        ]}
      />
      <ActivationRefusals error={activate.error} />
    </FormDialog>
  );
}

function CasesTag({ draft: { caseCount, casesPassed } }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  if (!casesPassed) return <Tag color="red">{t('tariff.failed')}</Tag>;
  if (caseCount === 0) return <Tag color="orange">{t('tariff.notCompared')}</Tag>;
  return <Tag color="green">{`${caseCount} ${t('tariff.passed')}`}</Tag>;
}
