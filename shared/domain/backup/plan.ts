import { settingsPart } from '../settings.ts';

/**
 * What is needed to seal a backup for the holder of the password, and nothing that opens it: it may
 * stand in the ledger and in front of the backup itself.
 */
export type BackupKey = {
  /** X25519, base64. */
  readonly publicKey: string;
  /** scrypt: the private key is derived from the password with these. */
  readonly salt: string;
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
};

/** How many backups stay: the latest of each of so many days, weeks and months. */
export type BackupKeep = { readonly daily: number; readonly weekly: number; readonly monthly: number };

export type BackupPlan = {
  /** Where scheduled backups go; `null` switches them off. */
  readonly folder: string | null;
  readonly everyHours: number;
  readonly keep: BackupKeep;
  /** Scheduled backups are sealed with it; `null` leaves them open. */
  readonly key: BackupKey | null;
};

const DEFAULTS: BackupPlan = {
  folder: null,
  everyHours: 24,
  keep: { daily: 14, weekly: 8, monthly: 24 },
  key: null,
};

/** Reads the backup part of the office's settings; what is absent has its default. */
export function backupPlanOf(settings: unknown): BackupPlan {
  return { ...DEFAULTS, ...(settingsPart(settings, 'backup') as Partial<BackupPlan>) };
}

const HOUR_MS = 3_600_000;

/**
 * Whether a scheduled backup is due: none yet, or the latest is as old as the plan allows. Those from the future,
 * from before the clock was set back, neither stop new ones until it has caught up nor call for one at every look.
 */
export function isBackupDue(plan: BackupPlan, madeAt: readonly string[], now: string): boolean {
  if (plan.folder === null) return false;
  const ages = madeAt.map((at) => Date.parse(now) - Date.parse(at)).filter((age) => age >= 0);
  return ages.every((age) => age >= plan.everyHours * HOUR_MS);
}
