import type { Command } from 'commander';
import {
  auditPage,
  sessionChangePassword,
  userCreate,
  userList,
  userUnlock,
} from '#shared/contract/access.ts';
import { ROLES, type Role } from '#shared/domain/access/permissions.ts';
import { refuse } from '../failure.ts';
import { readPassword } from '../password.ts';
import { atDesk, optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

const NEW_PASSWORD = 'METERBOOK_NEW_PASSWORD';

/** A new password never stands among the arguments, where other users of the computer could read it. */
function newPassword(): string {
  return process.env[NEW_PASSWORD] ?? refuse('password_needed', { variable: NEW_PASSWORD });
}

/** `user ...`, `password change` and `audit`: who may work, and who did what. */
export function addAccessCommands(program: Command): void {
  const user = program.command('user').description('users and roles / 用户与岗位');
  user
    .command('list')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(userList, {})));
  user
    .command('create <userName>')
    .description(`add a user; first password from ${NEW_PASSWORD} / 新增用户`)
    .requiredOption('--name <name>', 'displayed name / 姓名')
    .requiredOption('--roles <roles...>', ROLES.join(', '))
    .action((userName: string, options: { name: string; roles: string[] }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(userCreate, {
          userName,
          displayName: options.name,
          roles: options.roles as Role[],
          password: newPassword(),
        }),
      ),
    );
  user
    .command('unlock <userName>')
    .description('let somebody in again / 解锁')
    .action((userName: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => {
        const { rows } = await desk.ask(userList, {});
        const found = rows.find((row) => row.userName === userName);
        return desk.run(userUnlock, { userId: found?.userId ?? refuse('not_found', { userName }) });
      }),
    );
  program
    .command('password')
    .description('the own password / 密码')
    .command('change')
    .description(`new password from ${NEW_PASSWORD} / 修改密码`)
    .action((_options: unknown, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(sessionChangePassword, {
          currentPassword: await readPassword(optionsOf(command).as ?? ''),
          newPassword: newPassword(),
        }),
      ),
    );
  program
    .command('audit')
    .description('the audit trail, newest first / 操作日志')
    .option('--limit <rows>', 'at most so many', '100')
    .action(({ limit }: { limit: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(auditPage, {}, wholeNumber('--limit', limit)),
      })),
    );
}
