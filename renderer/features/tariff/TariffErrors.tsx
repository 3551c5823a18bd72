import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { TARIFF_ERROR_CODES, type TariffErrorCode } from '#shared/domain/tariff/index.ts';
import type { CallFailed } from '../../api/client.ts';
import { ErrorDetail } from '../../ui/ErrorDetail.tsx';

export type TariffErrorRow = {
  readonly path: string;
  readonly name?: string | undefined;
  readonly code: string;
  readonly detail?: Readonly<Record<string, string>> | undefined;
  /** Of a price table. */
  readonly lineNo?: number | null;
};

type Props = { readonly errors: readonly TariffErrorRow[] };

const isKnown = (code: string): code is TariffErrorCode =>
  (TARIFF_ERROR_CODES as readonly string[]).includes(code);

/** What is wrong in a tariff, in words, with the row of the table or the item of the document. */
export function TariffErrors({ errors }: Props) {
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
          render: (_value, { path, name, lineNo }) => (
            <Place path={path} {...(name !== undefined && { name })} lineNo={lineNo ?? null} />
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

type PlaceProps = Pick<TariffErrorRow, 'path' | 'name'> & { readonly lineNo: number | null };

/** Where an error is: the row, or the name of the item, rule or case, and the way to it in the document. */
function Place({ path, name, lineNo }: PlaceProps) {
  const { t } = useTranslation();
  return (
    <>
      {lineNo !== null && <div>{t('tariff.row', { row: lineNo })}</div>}
      {name !== undefined && <div>{name}</div>}
      {path !== '' && <Typography.Text code>{path}</Typography.Text>}
    </>
  );
}

/** The errors of a document that a command refused, and the rest of what it said. */
export function documentErrors<Command extends { readonly error: CallFailed | null }>(command: Command) {
  const errors = (command.error?.error.detail.errors ?? []) as readonly TariffErrorRow[];
  // Places and reasons are a table of their own, not a line of details.
  return { errors, command: { ...command, error: errors.length > 0 ? null : command.error } };
}
