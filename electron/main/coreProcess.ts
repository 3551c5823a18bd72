import type { CoreEvent, FromCore, Reply, RequestBody, ToCore } from '#shared/contract/wire.ts';
import { type CoreChild, type CoreChildListener, startCoreChild } from './coreChild.ts';
import { fault } from './replies.ts';

/** Core that dies sooner than this after its start has not survived its start. */
const SURVIVED_START_MS = 5_000;
/** So often core is started again by itself; afterwards only when a window asks for something. */
const STARTS_IN_A_ROW = 3;
const SHUT_DOWN_MS = 10_000;

type Pending = { readonly connectionId: number; readonly resolve: (reply: Reply) => void };
type EventListener = (connectionId: number | null, event: CoreEvent) => void;

export type CoreProcess = ReturnType<typeof startCoreProcess>;

/**
 * Keeps one core running and relays to it, without looking inside a payload. When core dies, everything pending is answered
 * `core_restarted` (the caller retries under the same command id), core is started again on the same ledger with the same
 * people signed in (docs/adr/0001), and every window is told.
 */
export function startCoreProcess(entry: string, onEvent: EventListener) {
  const pending = new Map<number, Pending>();
  let child: CoreChild | null = null;
  /** What a core that is not ready yet (it may be opening the ledger) will get then; `null` once it is ready. */
  let waiting: ToCore[] | null = [];
  let startedAt = 0;
  let failedStarts = 0;
  let lastRequestId = 0;
  /** The ledger that core has open, and who is signed in to it, so that the next core goes on with them. */
  let ledgerName = process.env.METERBOOK_LEDGER ?? null;
  const sessions = new Map<number, string>();
  let stopped: (() => void) | null = null;

  function start(isRestart: boolean): void {
    startedAt = performance.now();
    waiting = [];
    const listener: CoreChildListener = {
      onMessage: (message) => receive(message, isRestart),
      onExit: (exitCode) => ended(exitCode),
    };
    child = startCoreChild(entry, listener);
    const bound = [...sessions].map(([connectionId, userId]) => ({ connectionId, userId }));
    child.post({ type: 'begin', ledgerName, sessions: bound });
  }

  function post(message: ToCore): void {
    if (waiting) waiting.push(message);
    else child?.post(message);
  }

  function receive(message: FromCore, isRestart: boolean): void {
    switch (message.type) {
      case 'ready':
        for (const held of waiting ?? []) child?.post(held);
        waiting = null;
        if (isRestart) onEvent(null, { topic: 'core_restarted' });
        return;
      case 'ledger':
        ledgerName = message.ledgerName;
        return;
      case 'session':
        if (message.userId === null) sessions.delete(message.connectionId);
        else sessions.set(message.connectionId, message.userId);
        return;
      case 'event':
        onEvent(message.connectionId, message.event);
        return;
      case 'reply':
        pending.get(message.requestId)?.resolve(message.reply);
        pending.delete(message.requestId);
    }
  }

  function ended(exitCode: number | null): void {
    child = null;
    failedStarts = performance.now() - startedAt < SURVIVED_START_MS ? failedStarts + 1 : 0;
    for (const { resolve } of pending.values()) resolve(fault('core_restarted', { exitCode }));
    pending.clear();
    if (stopped) stopped();
    else if (failedStarts < STARTS_IN_A_ROW) start(true);
  }

  start(false);

  return {
    /** Sends a call of a window to core and waits for its reply. Never rejects. */
    request(connectionId: number, body: RequestBody): Promise<Reply> {
      if (stopped) return Promise.resolve(fault('core_restarted'));
      const requestId = ++lastRequestId;
      return new Promise((resolve) => {
        pending.set(requestId, { connectionId, resolve });
        if (!child) start(true);
        post({ type: 'request', connectionId, requestId, body });
      });
    },

    cancel(connectionId: number, commandId: string): void {
      if (child) post({ type: 'cancel', connectionId, commandId });
    },

    /**
     * Ends the session that is bound to a connection. A page that is on its way out may still hear the answer: that nobody
     * knows what becomes of what it sent, because core may be doing it.
     */
    closeConnection(connectionId: number): void {
      sessions.delete(connectionId);
      for (const [requestId, { connectionId: waiting, resolve }] of pending) {
        if (waiting !== connectionId) continue;
        pending.delete(requestId);
        resolve(fault('outcome_unknown'));
      }
      if (child) post({ type: 'connection_closed', connectionId });
    },

    /** Lets core close the ledger cleanly; after ten seconds it is ended in any case (the ledger survives that too). */
    async stop(): Promise<void> {
      const running = child;
      if (!running || stopped) return;
      const message: ToCore = { type: 'shut_down' };
      await new Promise<void>((resolve) => {
        const timer = setTimeout(running.kill, SHUT_DOWN_MS);
        stopped = () => {
          clearTimeout(timer);
          resolve();
        };
        running.post(message);
      });
    },
  };
}
