import type { IntakeContext } from '../../db/repositories/reading/intakeContext.ts';
import type { CommandContext } from '../../rpc/handlers.ts';

/** What taking and checking readings needs of a command of this stage. */
export function intakeContext(
  context: Pick<CommandContext, 'tx' | 'newId' | 'actor' | 'now' | 'businessDate' | 'office'>,
): IntakeContext {
  const { tx, newId, actor, now, businessDate, office } = context;
  return { tx, newId, userId: actor.userId, now, businessDate, settingsJson: office.settings_json };
}
