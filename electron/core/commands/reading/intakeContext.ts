import type { IntakeContext } from '../../db/repositories/reading/intakeContext.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

/** What the intake of readings needs of a command. */
export function intakeContext({
  tx,
  newId,
  actor,
  now,
  businessDate,
  office,
}: Pick<CommandContext, 'tx' | 'newId' | 'actor' | 'now' | 'businessDate' | 'office'>): IntakeContext {
  return { tx, newId, userId: actor.userId, now, businessDate, settingsJson: office.settings_json };
}
