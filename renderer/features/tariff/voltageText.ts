import type { TFunction } from 'i18next';
import { voltageBounds } from '#shared/domain/tariff/index.ts';

/** A voltage level in words; without one the prices hold for all. */
export function voltageText(code: string | undefined, t: TFunction): string {
  const bounds = code === undefined ? null : voltageBounds(code);
  if (bounds === null) return t('tariff.everyVoltage');
  const { kind, ...limits } = bounds;
  return t(`tariff.voltageLevels.${kind}`, limits);
}
