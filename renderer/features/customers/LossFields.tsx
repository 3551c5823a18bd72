import { Button, Card, Flex, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LossFigure, LossRowFields } from './LossRowFields.tsx';

const PLATE_FIELDS = [
  'ratedKva',
  'noLoadKw',
  'loadLossKw',
  'noLoadCurrentPercent',
  'impedancePercent',
] as const;

const WAYS = ['formula', 'table', 'capacity_table'] as const;

/** Losses between the supply and the meter (高供低计): by the transformer's plate, or by a printed table or one row of it. */
export function LossFields() {
  const { t } = useTranslation();
  const by = Form.useWatch<(typeof WAYS)[number] | undefined>(['loss', 'transformer', 'by']);
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item name={['loss', 'transformer', 'by']} label={t('supply.transformerLoss')}>
          <Select
            allowClear
            style={{ width: 200 }}
            options={WAYS.map((way) => ({ value: way, label: t(`supply.lossBy.${way}`) }))}
          />
        </Form.Item>
        <LossFigure name={['loss', 'linePercent']} label={t('supply.linePercent')} isOptional />
      </Flex>
      {by === 'formula' && (
        <Flex gap={12} wrap>
          {PLATE_FIELDS.map((name) => (
            <LossFigure key={name} name={['loss', 'transformer', name]} label={t(`supply.plate.${name}`)} />
          ))}
        </Flex>
      )}
      {by === 'table' && <LossRowFields name={['loss', 'transformer']} />}
      {by === 'capacity_table' && <CapacityRows />}
    </>
  );
}

function CapacityRows() {
  const { t } = useTranslation();
  const rows = ['loss', 'transformer', 'rows'];
  return (
    <Form.List name={rows} initialValue={[{}]}>
      {(fields, { add, remove }) => (
        <Flex vertical gap={8}>
          {fields.map(({ key, name }) => (
            <Card
              key={key}
              size="small"
              extra={
                <Button size="small" onClick={() => remove(name)}>
                  {t('supply.removeCapacity')}
                </Button>
              }
              title={<LossFigure name={[name, 'capacityKva']} label={t('supply.capacity')} />}
            >
              <LossRowFields name={[name]} within={rows} />
            </Card>
          ))}
          <Button size="small" style={{ alignSelf: 'start' }} onClick={() => add()}>
            {t('supply.addCapacity')}
          </Button>
        </Flex>
      )}
    </Form.List>
  );
}
