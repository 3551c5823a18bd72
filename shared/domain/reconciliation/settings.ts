import { settingsPart } from '../settings.ts';

/** Parameters of the office for reconciliation. */
export type ReconciliationSettings = {
  /** Days before and after a day in which the other side of a payment is looked for. */
  readonly windowDays: number;
};

const DEFAULT_WINDOW_DAYS = 3;

export function reconciliationSettingsOf(settings: unknown): ReconciliationSettings {
  const { windowDays } = settingsPart(settings, 'reconciliation');
  const isGood = typeof windowDays === 'number' && Number.isInteger(windowDays) && windowDays >= 0;
  return { windowDays: isGood && windowDays <= 31 ? windowDays : DEFAULT_WINDOW_DAYS };
}
