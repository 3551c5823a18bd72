import { Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/define.ts';
import type { supplySet } from '#shared/contract/supply.ts';

type Path = readonly (string | number)[];

/** One figure of a loss. */
export function LossFigure({
  name,
  label,
  isOptional = false,
}: {
  readonly name: Path;
  readonly label: string;
  readonly isOptional?: boolean;
}) {
  return (
    <Form.Item name={[...name]} label={label} rules={[{ required: !isOptional }]}>
      <Input maxLength={20} style={{ width: 150 }} />
    </Form.Item>
  );
}

/**
 * A row of a loss table: what a transformer loses in a month without load, and by bands of consumption. `name` leads to
 * the row within the list that it stands in, `within` to that list.
 */
export function LossRowFields({ name, within = [] }: { readonly name: Path; readonly within?: Path }) {
  const { t } = useTranslation();
  const isReactive = Form.useWatch<unknown>([...within, ...name, 'noLoadKvarh']);
  return (
    <>
      <Flex gap={12} wrap>
        <LossFigure name={[...name, 'noLoadKwh']} label={t('supply.noLoadKwh')} />
        <LossFigure name={[...name, 'noLoadKvarh']} label={t('supply.noLoadKvarh')} isOptional />
      </Flex>
      <Form.List name={[...name, 'bands']} initialValue={[{}]}>
        {(fields, { add, remove }) => (
          <Flex vertical gap={4}>
            {fields.map(({ key, name: band }) => (
              <Flex key={key} gap={12} align="center">
                <LossFigure name={[band, 'upToKwh']} label={t('supply.upToKwh')} />
                <LossFigure name={[band, 'loadKwh']} label={t('supply.loadKwh')} />
                {Boolean(isReactive) && (
                  <LossFigure name={[band, 'loadKvarh']} label={t('supply.loadKvarh')} />
                )}
                <Button size="small" onClick={() => remove(band)}>
                  {t('supply.removeBand')}
                </Button>
              </Flex>
            ))}
            <Button size="small" style={{ alignSelf: 'start' }} onClick={() => add()}>
              {t('supply.addBand')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </>
  );
}

type Loss = InputOf<typeof supplySet>['loss'];
type Row = Pick<
  Extract<NonNullable<NonNullable<Loss>['transformer']>, { by: 'table' }>,
  'noLoadKvarh' | 'bands'
>;

/** Nothing chosen is no losses; fields that were left empty are not figures. */
export function lossOf(loss: Loss): Loss {
  const transformer = loss?.transformer?.by === undefined ? null : loss.transformer;
  const linePercent = loss?.linePercent || null;
  if (transformer === null) return linePercent === null ? null : { transformer, linePercent };
  if (transformer.by === 'formula') return { transformer, linePercent };
  if (transformer.by === 'table') return { transformer: withoutEmpty(transformer), linePercent };
  return { transformer: { ...transformer, rows: transformer.rows.map(withoutEmpty) }, linePercent };
}

function withoutEmpty<Stated extends Row>(row: Stated): Stated {
  const bands = row.bands.map((band) => ({ ...band, loadKvarh: band.loadKvarh || null }));
  return { ...row, noLoadKvarh: row.noLoadKvarh || null, bands };
}
