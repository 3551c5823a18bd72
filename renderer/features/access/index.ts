import type { Page } from '../../ui/page.ts';
import { AuditPage } from './AuditPage.tsx';
import { BackupPage } from './BackupPage.tsx';
import { OfficePage } from './OfficePage.tsx';
import { UsersPage } from './UsersPage.tsx';

export const accessPages: readonly Page[] = [
  { key: 'access.users', titleKey: 'access.users', permission: 'user.view', Component: UsersPage },
  { key: 'access.audit', titleKey: 'access.audit', permission: 'audit.view', Component: AuditPage },
  { key: 'access.office', titleKey: 'access.office', permission: 'office.manage', Component: OfficePage },
  { key: 'access.backups', titleKey: 'access.backups', permission: 'backup.manage', Component: BackupPage },
];
