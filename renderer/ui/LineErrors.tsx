import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { LineCode } from './LineCode.tsx';
import { LineField } from './LineField.tsx';
import { RawText } from './RawText.tsx';

export type LineErrorRow = {
  readonly lineNo: number;
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly rawText: string;
};

type Props = { readonly errors: readonly LineErrorRow[]; readonly height?: number };

/** The lines of a file that were not taken: which, what stood there, and why. */
export function LineErrors({ errors, height = 320 }: Props) {
  const { t } = useTranslation();
  return (
    <Table<LineErrorRow>
      virtual
      size="small"
      rowKey={(line) => `${line.lineNo}/${line.field}/${line.code}`}
      pagination={false}
      scroll={{ x: 760, y: height }}
      dataSource={[...errors]}
      locale={{ emptyText: t('lines.noProblems') }}
      columns={[
        { title: t('lines.lineNo'), dataIndex: 'lineNo', width: 70, align: 'right' },
        {
          title: t('lines.reason'),
          dataIndex: 'code',
          width: 190,
          render: (code: string) => <LineCode code={code} />,
        },
        {
          title: t('lines.field'),
          width: 200,
          render: (_value, line) => <LineField field={line.field} value={line.value} />,
        },
        {
          title: t('lines.rawText'),
          dataIndex: 'rawText',
          ellipsis: true,
          width: 300,
          render: (text: string) => <RawText text={text} />,
        },
      ]}
    />
  );
}
