/** The instant at which test offices live unless a test moves their clock. */
export const TEST_NOW = '2026-11-10T02:00:00.000Z';

export const TEST_PASSWORD = 'correct horse';

/** The office that most tests begin with. */
export const EMPTY_OFFICE = {
  officeName: '测试供电所',
  admin: { userName: 'admin', displayName: '管理员', password: TEST_PASSWORD },
} as const;

/** On PostgreSQL it is made once, in this database, and copied for each test. */
export const EMPTY_OFFICE_DATABASE = 'empty_office';
