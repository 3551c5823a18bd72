import type { Role } from '#shared/domain/access/permissions.ts';

export type SamplePerson = {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
};

/** Password of every user of the sample office; the first start shows it. */
export const SAMPLE_PASSWORD = 'meterbook';

/** One person for each role, two where four eyes are needed. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { userName: 'admin', displayName: '郑建国', roles: ['admin'] },
  { userName: 'reader', displayName: '王立新', roles: ['reader'] },
  { userName: 'checker', displayName: '李慧敏', roles: ['checker'] },
  { userName: 'approver', displayName: '赵国强', roles: ['approver'] },
  { userName: 'cashier', displayName: '孙丽华', roles: ['cashier'] },
  { userName: 'clerk', displayName: '周雅琴', roles: ['receipts_clerk'] },
  { userName: 'accountant', displayName: '吴文涛', roles: ['accountant'] },
  { userName: 'tariff', displayName: '冯志远', roles: ['tariff_manager'] },
  { userName: 'supervisor', displayName: '陈明远', roles: ['supervisor'] },
];
