import { useEffect } from 'react';
import { commandClarify } from '#shared/contract/access.ts';
import { CallFailed, send } from './client.ts';
import {
  type DeskName,
  keptIsRead,
  listUnclear,
  type Outcome,
  type SentCommand,
  settle,
  takeDesk,
} from './sentCommands.ts';

/** A server that restarts is back within seconds. */
const ASK_AGAIN_MS = 2_000;

/** What became of a command; `null` while nobody can say. */
async function askOutcome({ commandId }: SentCommand): Promise<Outcome | null> {
  try {
    return await send(commandClarify, {}, { commandId });
  } catch (failure) {
    if (failure instanceof CallFailed) return null;
    throw failure;
  }
}

/**
 * Finds out what became of the commands whose answers were lost, of this page and of the one before it, for the person who
 * sent them, and tells it: at once, and again until the core can say.
 */
export function useClarification(
  { userId, ledgerPath }: DeskName,
  tell: (sent: SentCommand, outcome: Outcome) => void,
): void {
  useEffect(() => {
    let isAsking = false;
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const clarifyAll = async () => {
      if (isAsking) return;
      isAsking = true;
      clearTimeout(timer);
      await keptIsRead();
      for (const sent of listUnclear()) {
        const outcome = await askOutcome(sent);
        if (isLeft) return;
        if (!outcome) continue;
        settle(sent.commandId, outcome);
        tell(sent, outcome);
      }
      isAsking = false;
      if (listUnclear().length > 0) timer = setTimeout(() => void clarifyAll(), ASK_AGAIN_MS);
    };
    const leave = takeDesk({ userId, ledgerPath }, () => void clarifyAll());
    void clarifyAll();
    return () => {
      isLeft = true;
      clearTimeout(timer);
      leave();
    };
  }, [userId, ledgerPath, tell]);
}
