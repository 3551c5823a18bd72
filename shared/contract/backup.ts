import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { text } from './fields.ts';
import { ledgerCreate, ledgerOpen } from './ledger.ts';

const path = text(1000).min(1);
const password = z.string().min(8).max(200);
const keep = z.strictObject({
  daily: z.int().min(1).max(366),
  weekly: z.int().min(0).max(520),
  monthly: z.int().min(0).max(600),
});

/** What a backup file says about itself. */
const backupFacts = {
  path: z.string(),
  sizeBytes: z.int(),
  /** UTC instant of the state that it holds. */
  createdAt: z.string(),
  officeName: z.string(),
  /** Name of the last migration of the ledger in it. */
  ledgerVersion: z.string(),
  /** Whether a password is needed to restore it. */
  isSealed: z.boolean(),
};

/** Why a file cannot be restored, in order of precedence. `backup_damaged` carries the `cause`. */
const FILE_REFUSALS = [
  'backup_missing',
  'not_a_backup',
  'backup_damaged',
  'newer_ledger',
  'password_needed',
  'wrong_password',
] as const;

/**
 * Writes a backup of the ledger as it is now, while others work. It is proven before it gets its
 * name: opened, every invariant run, the audit chain recomputed, the file read back.
 */
export const backupCreate = defineCommand({
  name: 'backup.create',
  stage: 'access',
  permission: 'backup.manage',
  input: z.strictObject({
    /** The folder; the file is named after the instant. */
    folder: path,
    /** Seals it for the holder of the password of the plan. */
    isSealed: z.boolean().default(false),
  }),
  output: z.strictObject(backupFacts),
  /** `disk_full` leaves older backups alone. `no_backup_password`: the plan has none yet. */
  refusals: ['folder_missing', 'not_writable', 'no_backup_password', 'ledger_inconsistent', 'disk_full'],
});

/** Sets when backups are made by themselves, where they go and how many stay. */
export const backupPlanSave = defineCommand({
  name: 'backup.savePlan',
  stage: 'access',
  permission: 'backup.manage',
  input: z.strictObject({
    /** `null` switches scheduled backups off. */
    folder: path.nullable(),
    everyHours: z
      .int()
      .min(1)
      .max(24 * 31),
    keep,
    /** A new password to seal backups with, `null` to leave them open, absent to keep what is. */
    password: password.nullable().optional(),
  }),
  output: z.strictObject({ isSealed: z.boolean() }),
  refusals: ['folder_missing', 'not_writable'],
});

/** The plan and the backups that lie in its folder, the latest first. */
export const backupList = defineQuery({
  name: 'backup.list',
  stage: 'access',
  permission: 'backup.manage',
  input: z.strictObject({}),
  output: z.strictObject({
    plan: z.strictObject({
      folder: z.string().nullable(),
      everyHours: z.int(),
      keep,
      isSealed: z.boolean(),
    }),
    /** The last scheduled backup that failed since the ledger was opened. */
    lastFailure: z.strictObject({ at: z.string(), code: z.string() }).nullable(),
    backups: z.array(z.strictObject({ path: z.string(), createdAt: z.string(), sizeBytes: z.int() })),
  }),
});

/** Reads a backup from end to end without restoring it. Open to everybody, as it shows no business data. */
export const backupInspect = defineQuery({
  name: 'backup.inspect',
  stage: 'access',
  permission: null,
  input: z.strictObject({ path }),
  output: z.strictObject({ ...backupFacts, rowCount: z.int() }),
  refusals: FILE_REFUSALS,
});

/**
 * Restores a backup into a new ledger, never over an existing one, proves it like a new backup and
 * opens it. As a preview (`dryRun`) it does all that and leaves nothing behind.
 */
export const backupRestore = defineCommand({
  name: 'backup.restore',
  stage: 'access',
  permission: null,
  input: z.strictObject({ path, toPath: path, password: password.nullable().default(null) }),
  output: z.strictObject({ ...backupFacts, rowCount: z.int(), ledgerPath: z.string() }),
  refusals: [...FILE_REFUSALS, ...ledgerCreate.refusals, 'ledger_inconsistent'],
});

/**
 * Copies a ledger from a file to a server or back, proves the copy (counts, sums of money, audit chain,
 * every invariant) and leaves the first one as it is. Interrupted, it leaves nothing at the target: run
 * it again.
 */
export const ledgerMove = defineCommand({
  name: 'ledger.move',
  stage: 'access',
  permission: null,
  input: z.strictObject({ from: path, to: path }),
  output: z.strictObject({ ledgerPath: z.string(), rowCount: z.int(), auditSequence: z.int() }),
  refusals: [...new Set([...ledgerOpen.refusals, ...ledgerCreate.refusals]), 'ledger_inconsistent'],
});
