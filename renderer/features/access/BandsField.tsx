import { Button, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

const FIGURES = ['upTo', 'highPercent', 'lowPercent'] as const;
type Band = Readonly<Record<(typeof FIGURES)[number], string | null>>;

type Props = {
  readonly id?: string;
  readonly value?: readonly Band[];
  readonly onChange?: (bands: readonly Band[] | undefined) => void;
  /** The bands that hold where none are stated. */
  readonly fallback: unknown;
  readonly problems: ReadonlyMap<string, string>;
  /** Where the bands stand, for what is wrong with one of them. */
  readonly path: string;
};

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: 'repeat(3, minmax(110px, 1fr)) 72px',
  gap: 8,
  alignItems: 'start',
};
const EMPTY: Band = { upTo: '', highPercent: '', lowPercent: '' };

/** Bands of consumption with their limits; the last one is open. Bands that hold by default can only be looked at. */
export function BandsField({ id, value, onChange, fallback, problems, path }: Props) {
  const { t } = useTranslation();
  const bands = value ?? (fallback as readonly Band[]);
  const change = (index: number, figure: keyof Band, text: string) =>
    onChange?.(bands.map((band, at) => (at === index ? { ...band, [figure]: text } : band)));
  return (
    <Flex vertical gap={8} {...(id === undefined ? {} : { id })}>
      <div style={COLUMNS}>
        {FIGURES.map((figure) => (
          <Typography.Text key={figure} type="secondary">
            {t(`parameters.band.${figure}`)}
          </Typography.Text>
        ))}
        <span />
        {bands.map((band, index) => (
          <BandRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a band is known by its place alone
            key={index}
            band={band}
            problemOf={(figure) => problems.get(`${path}.${index}.${figure}`)}
            {...(value && { onChange: (figure, text) => change(index, figure, text) })}
            {...(value && bands.length > 1 && index < bands.length - 1
              ? { onRemove: () => onChange?.(bands.filter((_band, at) => at !== index)) }
              : {})}
          />
        ))}
      </div>
      <Flex gap={8}>
        {value === undefined ? (
          <Button size="small" onClick={() => onChange?.(bands)}>
            {t('parameters.band.own')}
          </Button>
        ) : (
          <>
            <Button size="small" onClick={() => onChange?.(bands.toSpliced(-1, 0, EMPTY))}>
              {t('parameters.band.add')}
            </Button>
            <Button size="small" onClick={() => onChange?.(undefined)}>
              {t('parameters.band.reset')}
            </Button>
          </>
        )}
      </Flex>
    </Flex>
  );
}

type RowProps = {
  readonly band: Band;
  readonly problemOf: (figure: keyof Band) => string | undefined;
  /** Without it the row can only be looked at. */
  readonly onChange?: (figure: keyof Band, text: string) => void;
  readonly onRemove?: () => void;
};

function BandRow({ band, problemOf, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <>
      {FIGURES.map((figure) => (
        <div key={figure}>
          <Input
            aria-label={t(`parameters.band.${figure}`)}
            maxLength={20}
            disabled={onChange === undefined || band[figure] === null}
            value={band[figure] ?? t('parameters.band.above')}
            status={problemOf(figure) === undefined ? '' : 'error'}
            onChange={(event) => onChange?.(figure, event.target.value)}
          />
          {problemOf(figure) !== undefined && (
            <Typography.Text type="danger">{problemOf(figure)}</Typography.Text>
          )}
        </div>
      ))}
      {onRemove ? <Button onClick={onRemove}>{t('parameters.band.remove')}</Button> : <span />}
    </>
  );
}
