import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { TARIFF_ERROR_CODES, type TariffErrorCode } from '#shared/domain/tariff/index.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';

export type TariffErrorRow = {
  readonly path: string;
  readonly code: string;
  readonly detail?: Readonly<Record<string, string>> | undefined;
  /** Of a price table. */
  readonly lineNo?: number | null;
};

type Props = {
  readonly errors: readonly TariffErrorRow[];
  /** The document, so that items are named. */
  readonly content?: Readonly<Record<string, unknown>>;
};

const isKnown = (code: string): code is TariffErrorCode =>
  (TARIFF_ERROR_CODES as readonly string[]).includes(code);

/** What is wrong in a tariff, in words, with the row of the table or the item of the document. */
export function TariffErrors({ errors, content = {} }: Props) {
  const { t } = useTranslation();
  return (
    <Table<TariffErrorRow>
      size="small"
      rowKey={({ path, code, lineNo }) => `${path} ${code} ${lineNo ?? ''}`}
      pagination={false}
      dataSource={[...errors]}
      columns={[
        {
          title: t('tariff.errorPath'),
          width: 320,
          render: (_value, { path, lineNo }) => (
            <Place path={path} lineNo={lineNo ?? null} content={content} />
          ),
        },
        {
          title: t('tariff.errorCode'),
          render: (_value, { code, detail }) => (
            <>
              <Typography.Text type="danger">
                {isKnown(code) ? t(`tariff.errors.${code}`) : code}
              </Typography.Text>
              {detail && <ErrorDetail detail={detail} />}
            </>
          ),
        },
      ]}
    />
  );
}

type Named = { readonly name?: unknown };
type PlaceProps = { readonly path: string; readonly lineNo: number | null; readonly content: object };

/** Where an error is: the row, or the name of the item, rule or case, and the way to it in the document. */
function Place({ path, lineNo, content }: PlaceProps) {
  const { t } = useTranslation();
  const isRule = path.startsWith('calendar.');
  const [list = '', index = ''] = path.split('.').slice(isRule ? 1 : 0);
  const holder = isRule ? (content as { readonly calendar?: object | null }).calendar : content;
  const named = (holder as Record<string, readonly Named[] | undefined> | null | undefined)?.[list]?.[
    Number(index)
  ];
  return (
    <>
      {lineNo !== null && <div>{t('tariff.row', { row: lineNo })}</div>}
      {typeof named?.name === 'string' && <div>{named.name}</div>}
      {path !== '' && <Typography.Text code>{path}</Typography.Text>}
    </>
  );
}
