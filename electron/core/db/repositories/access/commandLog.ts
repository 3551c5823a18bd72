import type { LedgerDatabase } from '../../database.ts';
import type { CommandLogRow } from '../../schema/access.ts';

export async function loadLoggedCommand(
  db: LedgerDatabase,
  commandId: string,
): Promise<CommandLogRow | undefined> {
  return db.selectFrom('command_log').selectAll().where('command_id', '=', commandId).executeTakeFirst();
}

export async function insertLoggedCommand(db: LedgerDatabase, row: CommandLogRow): Promise<void> {
  await db.insertInto('command_log').values(row).execute();
}
