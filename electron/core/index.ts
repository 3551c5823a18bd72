import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BoundSession, FromCore, ToCore } from '#shared/contract/wire.ts';
import { Core } from './core.ts';
import type { Connection } from './rpc/connection.ts';
import { connectParent } from './rpc/port.ts';
import { createLog } from './runtime/log.ts';

/**
 * The ledger process of the desktop window: start reading here. It opens the ledger that main names, if any, and then
 * answers what main relays.
 */
const log = createLog(process.env.METERBOOK_LOG_LEVEL ?? 'info');
const settingsFolder = process.env.METERBOOK_SETTINGS ?? join(homedir(), '.meterbook');
const core = new Core({
  log,
  settingsFolder,
  // Should this process die, main starts the next one on the same ledger and with the same people.
  onLedgerChanged: (ledgerName) => parent.send({ type: 'ledger', ledgerName }),
});
const connections = new Map<number, Connection>();

function connectionOf(connectionId: number): Connection {
  let connection = connections.get(connectionId);
  if (!connection) {
    connection = core.connect(
      (event) => parent.send({ type: 'event', connectionId, event }),
      (userId) => parent.send({ type: 'session', connectionId, userId }),
    );
    connections.set(connectionId, connection);
  }
  return connection;
}

/**
 * Goes on where the core before stopped. What main holds back until then is answered to the same person as before, so
 * that a repeated command finds its own earlier answer.
 */
async function begin(ledgerName: string | null, sessions: readonly BoundSession[]): Promise<void> {
  const isOpen = ledgerName !== null && (await core.openAtStart(ledgerName));
  for (const { connectionId, userId } of sessions) {
    if (isOpen) connectionOf(connectionId).session.start(userId);
    // Who was signed in to a ledger that is no longer open is signed in to none.
    else parent.send({ type: 'session', connectionId, userId: null });
  }
  parent.send({ type: 'ready' });
}

async function answerRequest(message: Extract<ToCore, { type: 'request' }>): Promise<void> {
  const { connectionId, requestId, body } = message;
  const reply = await connectionOf(connectionId).request(body);
  parent.send({ type: 'reply', connectionId, requestId, reply } satisfies FromCore);
}

async function shutDown(): Promise<void> {
  await core.close();
  process.exit(0);
}

const parent = connectParent((message) => {
  switch (message.type) {
    case 'begin':
      void begin(message.ledgerName, message.sessions);
      break;
    case 'request':
      void answerRequest(message);
      break;
    case 'cancel':
      connections.get(message.connectionId)?.cancel(message.commandId);
      break;
    case 'connection_closed': {
      const connection = connections.get(message.connectionId);
      if (connection) core.disconnect(connection);
      connections.delete(message.connectionId);
      break;
    }
    case 'shut_down':
      void shutDown();
      break;
  }
}, shutDown);
