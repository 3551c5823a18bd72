import { z } from 'zod';
import { defineCommand, defineQuery } from './define.ts';
import { periodText, text } from './fields.ts';

const SERVER_ADDRESS = /^postgres(?:ql)?:\/\//;

/** Whether a ledger is named by the address of a database on a server, not by the path of a file. */
export function isServerAddress(name: string): boolean {
  return SERVER_ADDRESS.test(name);
}

/** The path of a file or `postgres://user@host:port/database`; the answer never shows a password. */
const ledgerName = z.string().min(1).max(1000);

const openLedger = z.strictObject({
  path: z.string(),
  officeName: z.string(),
  /** The billing month that the office works on by default: `yyyy-mm`. */
  currentPeriod: periodText,
  businessDate: z.string(),
  isSample: z.boolean(),
});

/** What this connection works on: no ledger yet, or the open one. Needs no session. */
export const ledgerStatus = defineQuery({
  name: 'ledger.status',
  stage: 'ledger',
  permission: null,
  input: z.strictObject({}),
  output: z.strictObject({
    ledger: openLedger.nullable(),
    /** The ledger that the program was to begin with, and why it is not open; `null` once one was opened. */
    notOpened: z
      .strictObject({
        path: z.string(),
        kind: z.enum(['refusal', 'fault']),
        code: z.string(),
        detail: z.record(z.string(), z.unknown()),
      })
      .nullable(),
    /** Ledgers that this computer opened before, the latest first. */
    recent: z.array(z.strictObject({ path: z.string(), officeName: z.string() })),
    /** Where a new ledger would go when the person does not choose a place. */
    suggestedPath: z.string(),
  }),
});

/** Why a server, its database or the way to it cannot be used. */
const serverRefusals = [
  'address_invalid',
  'server_unreachable',
  'server_password_wrong',
  'server_password_needed',
  'server_busy',
  'server_too_old',
  'tls_unavailable',
  'tls_untrusted',
  'database_missing',
  'database_forbidden',
  'database_unsuitable',
] as const;

const createRefusals = [
  'file_exists',
  'folder_missing',
  'network_folder',
  'not_writable',
  'ledger_in_use',
  'ledger_exists',
  'disk_full',
  'disk_failed',
  'database_not_empty',
  ...serverRefusals,
] as const;

/** Makes an empty ledger with its first administrator and opens it. */
export const ledgerCreate = defineCommand({
  name: 'ledger.create',
  stage: 'ledger',
  permission: null,
  input: z.strictObject({
    path: ledgerName,
    officeName: text(80).min(1),
    currency: z.literal('CNY').default('CNY'),
    timeZone: z.string().max(60).default('Asia/Shanghai'),
    admin: z.strictObject({
      userName: z.string().regex(/^[\p{L}\p{N}._-]{1,40}$/u),
      displayName: text(80).min(1),
      password: z.string().min(8).max(200),
    }),
  }),
  output: openLedger,
  refusals: createRefusals,
});

/** Makes the made-up supply company to try everything on, with users of every role, and opens it. */
export const ledgerCreateSample = defineCommand({
  name: 'ledger.createSample',
  stage: 'ledger',
  permission: null,
  input: z.strictObject({
    path: ledgerName,
    points: z.int().min(1).max(2_000_000).default(200),
    seed: z.int().min(0).max(2_147_483_647).default(1),
    /** The month that is ready to be worked; the month before today's when absent. */
    period: periodText.optional(),
    /** Months before it that have bills, issued and paid, to compare with. Time and size grow with their number. */
    billedMonths: z.int().min(0).max(24).default(0),
    /** Folder for the files of the month; beside the file of the ledger when absent. */
    filesFolder: z.string().min(1).max(1000).optional(),
  }),
  output: z.strictObject({
    ...openLedger.shape,
    users: z.array(
      z.strictObject({ userName: z.string(), displayName: z.string(), roles: z.array(z.string()) }),
    ),
    /** The password of all sample users. */
    password: z.string(),
    /** Files of the month, to be imported by the reader. */
    files: z.array(z.string()),
  }),
  refusals: [...createRefusals, 'folder_needed'],
});

/** Opens a ledger file, or a ledger on a server that other desks may have open as well. */
export const ledgerOpen = defineCommand({
  name: 'ledger.open',
  stage: 'ledger',
  permission: null,
  input: z.strictObject({ path: ledgerName }),
  output: openLedger,
  refusals: [
    'file_missing',
    'network_folder',
    'not_a_ledger',
    'newer_ledger',
    'ledger_in_use',
    'not_writable',
    'ledger_damaged',
    'disk_full',
    'disk_failed',
    ...serverRefusals,
  ],
});

/** Runs every named invariant of the ledger. */
export const ledgerCheck = defineQuery({
  name: 'ledger.check',
  stage: 'ledger',
  permission: 'ledger.check',
  input: z.strictObject({}),
  output: z.strictObject({
    run: z.int(),
    failed: z.int(),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        passed: z.boolean(),
        /** The first violations, at most ten. */
        violations: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  }),
});
