import { Button, Flex, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

const PLATE_FIELDS = [
  'ratedKva',
  'noLoadKw',
  'loadLossKw',
  'noLoadCurrentPercent',
  'impedancePercent',
] as const;

/** Losses between the supply and the meter (高供低计): by the transformer's plate, or by a row of a printed table. */
export function LossFields() {
  const { t } = useTranslation();
  const by = Form.useWatch<'formula' | 'table' | undefined>(['loss', 'transformer', 'by']);
  const figure = (name: readonly (string | number)[], label: string) => (
    <Form.Item key={name.join('.')} name={[...name]} label={label} rules={[{ required: true }]}>
      <Input maxLength={20} style={{ width: 150 }} />
    </Form.Item>
  );
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item name={['loss', 'transformer', 'by']} label={t('supply.transformerLoss')}>
          <Select
            allowClear
            style={{ width: 200 }}
            options={(['formula', 'table'] as const).map((way) => ({
              value: way,
              label: t(`supply.lossBy.${way}`),
            }))}
          />
        </Form.Item>
        <Form.Item name={['loss', 'linePercent']} label={t('supply.linePercent')}>
          <Input maxLength={20} style={{ width: 150 }} />
        </Form.Item>
      </Flex>
      {by === 'formula' && (
        <Flex gap={12} wrap>
          {PLATE_FIELDS.map((name) => figure(['loss', 'transformer', name], t(`supply.plate.${name}`)))}
        </Flex>
      )}
      {by === 'table' && (
        <>
          {figure(['loss', 'transformer', 'noLoadKwh'], t('supply.noLoadKwh'))}
          <Form.List name={['loss', 'transformer', 'bands']} initialValue={[{}]}>
            {(fields, { add, remove }) => (
              <Flex vertical gap={4}>
                {fields.map(({ key, name }) => (
                  <Flex key={key} gap={12} align="center">
                    {figure([name, 'upToKwh'], t('supply.upToKwh'))}
                    {figure([name, 'loadKwh'], t('supply.loadKwh'))}
                    <Button size="small" onClick={() => remove(name)}>
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
      )}
    </>
  );
}
