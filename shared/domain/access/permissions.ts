/** Roles of the trade. One person may hold several; four-eyes rules are by person, not by role. */
export const ROLES = [
  'reader',
  'checker',
  'approver',
  'cashier',
  'receipts_clerk',
  'accountant',
  'tariff_manager',
  'supervisor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

const EVERYBODY: readonly Role[] = ROLES;

/**
 * Who may do what, in one table. A command or query names one permission; the core asks here with
 * the roles of the session, never with anything that came in a payload.
 */
const GRANTS = {
  'session.use': EVERYBODY,
  'user.manage': ['admin'],
  'user.view': ['admin', 'supervisor'],
  'office.manage': ['admin'],
  'backup.manage': ['admin'],
  'audit.view': ['admin', 'supervisor', 'accountant'],
  'ledger.check': ['admin', 'supervisor', 'accountant'],
  'customer.view': EVERYBODY,
  'customer.edit': ['reader', 'checker'],
  'customer.import': ['checker'],
  'meter.exchange': ['reader', 'checker'],
  'tariff.assign': ['checker'],
  'mappingProfile.edit': ['reader', 'checker', 'receipts_clerk'],
  'reading.view': ['reader', 'checker', 'approver', 'supervisor'],
  'reading.import': ['reader'],
  'reading.correct': ['reader'],
  'reading.confirm': ['reader', 'checker'],
  'tariff.view': EVERYBODY,
  'tariff.edit': ['tariff_manager'],
  'tariff.activate': ['tariff_manager', 'approver'],
  'bill.view': EVERYBODY,
  'billRun.view': ['reader', 'checker', 'approver', 'accountant', 'supervisor'],
  'billRun.prepare': ['checker'],
  'billRun.approve': ['approver'],
  'billRun.issue': ['approver'],
  'billCorrection.view': ['reader', 'checker', 'approver', 'accountant', 'supervisor'],
  'billCorrection.prepare': ['checker'],
  'billCorrection.approve': ['approver'],
  'receivable.view': ['cashier', 'receipts_clerk', 'accountant', 'checker', 'approver', 'supervisor'],
  'payment.receive': ['cashier'],
  'drawer.close': ['cashier', 'receipts_clerk'],
  'drawer.reopen': ['supervisor', 'accountant'],
  'payment.reverse': ['cashier', 'receipts_clerk'],
  'bank.import': ['receipts_clerk'],
  'reconciliation.view': ['receipts_clerk', 'accountant', 'approver', 'supervisor'],
  'reconciliation.run': ['receipts_clerk'],
  'reconciliation.resolve': ['receipts_clerk'],
  'reconciliation.approve': ['approver'],
  'reconciliation.export': ['accountant', 'receipts_clerk', 'supervisor'],
  'voucher.view': ['receipts_clerk', 'accountant', 'supervisor'],
  'voucher.prepare': ['receipts_clerk'],
  'voucher.approve': ['accountant'],
  'accountingPeriod.view': ['receipts_clerk', 'checker', 'approver', 'accountant', 'supervisor'],
  'accountingPeriod.close': ['accountant'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

/** Every permission, for tests that walk the whole table. */
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

/** Whether somebody with these roles may use the permission. */
export function isPermitted(roles: readonly Role[], permission: Permission): boolean {
  const granted: readonly Role[] = GRANTS[permission];
  return roles.some((role) => granted.includes(role));
}

/** All permissions of somebody with these roles, for menus; the core checks again. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSIONS.filter((permission) => isPermitted(roles, permission));
}
