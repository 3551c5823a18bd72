import { App, Button, Flex, Modal, Progress, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { type Key, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Standing, useSeveral } from '../api/useSeveral.ts';
import type { ErrorCode } from '../locales/words.ts';
import { ErrorDetail } from './ErrorDetail.tsx';
import { HotkeyButton } from './HotkeyButton.tsx';

type Props<Row, Output> = {
  readonly title: string;
  /** What is chosen from; `undefined` while it is loaded. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  /** What a row is called where it is marked. */
  readonly nameOf: (row: Row) => string;
  readonly columns: TableColumnsType<Row>;
  /** Rows that are marked to begin with. */
  readonly isMarked: (row: Row) => boolean;
  readonly several: ReturnType<typeof useSeveral<Row, Output>>;
  readonly outcomeOf: (output: Output) => ReactNode;
  readonly submitLabel: (marked: readonly Row[]) => string;
  /** Asked before what cannot be taken back. */
  readonly question?: (marked: readonly Row[]) => string;
  readonly emptyText: string;
  readonly onClose: () => void;
  /** Above the rows: what they are chosen by. */
  readonly children?: ReactNode;
};

/** More are scrolled within the dialog. */
const ROWS_IN_SIGHT = 9;
const HEIGHT = 380;

/** Does the same for several rows at once, and says of each what became of it. What failed stays marked for once more. */
export function SeveralDialog<Row extends object, Output>(props: Props<Row, Output>) {
  const { rows = [], keyOf, nameOf, several, outcomeOf, question } = props;
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  /** `null` until the person marks rows. */
  const [marks, setMarks] = useState<readonly Key[] | null>(null);
  const { standings, isRunning } = several;
  const isDone = (row: Row) => standings.get(keyOf(row))?.state === 'done';
  const marked = rows.filter(
    (row) => !isDone(row) && (marks === null ? props.isMarked(row) : marks.includes(keyOf(row))),
  );
  const begin = () => {
    if (marked.length === 0) return void message.info(t('several.noneMarked'));
    if (!question) return void several.run(marked);
    modal.confirm({ title: question(marked), onOk: () => void several.run(marked) });
  };
  const ended = [...standings.values()].filter(({ state }) => state !== 'waiting' && state !== 'working');
  const failed = ended.filter(({ state }) => state === 'failed').length;
  return (
    <Modal
      open
      title={props.title}
      width={1080}
      style={{ top: 40 }}
      onCancel={props.onClose}
      closable={!isRunning}
      keyboard={!isRunning}
      mask={{ closable: false }}
      footer={[
        isRunning ? (
          <Button key="stop" onClick={several.stop}>
            {t('several.stop')}
          </Button>
        ) : (
          <Button key="close" onClick={props.onClose}>
            {t('common.close')}
          </Button>
        ),
        <HotkeyButton key="begin" type="primary" hotkey="F8" loading={isRunning} onPress={begin}>
          {props.submitLabel(marked)}
        </HotkeyButton>,
      ]}
    >
      <Flex vertical gap={12}>
        {props.children}
        <Table<Row>
          size="small"
          rowKey={keyOf}
          pagination={false}
          loading={props.rows === undefined}
          dataSource={rows}
          locale={{ emptyText: props.emptyText }}
          {...(rows.length > ROWS_IN_SIGHT && { scroll: { y: HEIGHT } })}
          rowSelection={{
            selectedRowKeys: marked.map(keyOf),
            onChange: (keys) => setMarks(keys),
            getCheckboxProps: (row) => ({ disabled: isRunning || isDone(row), 'aria-label': nameOf(row) }),
          }}
          columns={[
            ...props.columns,
            {
              title: t('several.outcome'),
              width: 300,
              render: (_value, row) => <Outcome standing={standings.get(keyOf(row))} outcomeOf={outcomeOf} />,
            },
          ]}
        />
        {standings.size > 0 && (
          <Flex vertical role="status">
            <Progress
              percent={Math.floor((ended.length / standings.size) * 100)}
              {...(failed > 0 && { status: 'exception' as const })}
            />
            <Typography.Text type="secondary">
              {t('several.soFar', {
                done: ended.filter(({ state }) => state === 'done').length,
                failed,
                total: standings.size,
              })}
            </Typography.Text>
          </Flex>
        )}
      </Flex>
    </Modal>
  );
}

type OutcomeProps<Output> = {
  readonly standing: Standing<Output> | undefined;
  readonly outcomeOf: (output: Output) => ReactNode;
};

function Outcome<Output>({ standing, outcomeOf }: OutcomeProps<Output>) {
  const { t } = useTranslation();
  if (!standing) return null;
  if (standing.state === 'done') return <Tag color="green">{outcomeOf(standing.output)}</Tag>;
  if (standing.state !== 'failed') return <Tag>{t(`several.states.${standing.state}`)}</Tag>;
  const { code, detail } = standing.failure.error;
  return (
    <>
      <Typography.Text type="danger">{t(`errors.${code as ErrorCode}`)}</Typography.Text>
      <ErrorDetail detail={detail} />
    </>
  );
}
