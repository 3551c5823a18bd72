import type { Command } from 'commander';
import {
  auditPage,
  commandClarify,
  sessionChangePassword,
  userCreate,
  userList,
  userUnlock,
  userUpdate,
} from '#shared/contract/access.ts';
import { ROLES, type Role } from '#shared/domain/access/permissions.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { readPassword } from '../password.ts';
import { atDesk, optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

const NEW_PASSWORD = 'METERBOOK_NEW_PASSWORD';

/** A new password never stands among the arguments, where other users of the computer could read it. */
function newPassword(): string {
  return process.env[NEW_PASSWORD] ?? refuse('password_needed', { variable: NEW_PASSWORD });
}

type SaveOptions = {
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly state?: string;
  readonly password: boolean;
};

type AuditOptions = {
  readonly user?: string;
  readonly command?: string;
  readonly subjectType?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit: string;
};

function auditFilterOf({ user, command, subjectType, subject, from, until }: AuditOptions) {
  return {
    userName: user,
    commandName: command,
    subjectType,
    subjectId: subject,
    fromOn: from,
    untilOn: until,
  };
}

async function userOf(desk: Desk, userName: string) {
  const { rows } = await desk.ask(userList, {});
  return rows.find((row) => row.userName === userName) ?? refuse('not_found', { userName });
}

/** `user ...`, `password change`, `command clarify` and `audit`: who may work, and who did what. */
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
    .command('save <userName>')
    .description(`change what is named; --password: a new first one from ${NEW_PASSWORD} / 修改用户`)
    .option('--name <name>', 'displayed name / 姓名')
    .option('--roles <roles...>', ROLES.join(', '))
    .option('--state <name>', 'active or disabled')
    .option('--password', 'when the old one is forgotten', false)
    .action((userName: string, options: SaveOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const before = await userOf(desk, userName);
        return desk.run(userUpdate, {
          userId: before.userId,
          expectedVersion: before.version,
          displayName: options.name ?? before.displayName,
          roles: (options.roles as Role[] | undefined) ?? before.roles,
          state: (options.state as 'active' | undefined) ?? before.state,
          ...(options.password ? { password: newPassword() } : {}),
        });
      }),
    );
  user
    .command('unlock <userName>')
    .description('let somebody in again / 解锁')
    .action((userName: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => {
        const { userId } = await userOf(desk, userName);
        return desk.run(userUnlock, { userId });
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
    .command('command')
    .description('commands whose outcome is unknown / 结果不明的操作')
    .command('clarify <id>')
    .description('by the id that the failure told; what was not done is not done later either / 查明是否完成')
    .action((commandId: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.run(commandClarify, {}, { commandId })),
    );
  program
    .command('audit')
    .description('the audit trail, newest first / 操作日志')
    .option('--user <userName>', 'what this person did / 操作人')
    .option('--command <name>', 'e.g. payment.receive / 操作')
    .option('--subject-type <name>', 'e.g. receipt / 对象')
    .option('--subject <id>', 'what was done to this one')
    .option('--from <yyyy-mm-dd>', 'from this day on / 起日')
    .option('--until <yyyy-mm-dd>', 'up to this day / 止日')
    .option('--limit <rows>', 'at most so many', '100')
    .action((options: AuditOptions, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(auditPage, auditFilterOf(options), wholeNumber('--limit', options.limit)),
      })),
    );
}
