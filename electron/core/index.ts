import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FromCore, ToCore } from '#shared/contract/wire.ts';
import { Core } from './core.ts';
import type { Connection } from './rpc/connection.ts';
import { connectParent } from './rpc/port.ts';
import { instantText, systemClock } from './runtime/clock.ts';
import { createLog } from './runtime/log.ts';

/**
 * The ledger process of the desktop window: start reading here. It opens the ledger named by
 * METERBOOK_LEDGER, if any, and then answers what main relays.
 */
const log = createLog(process.env.METERBOOK_LOG_LEVEL ?? 'info');
const settingsFolder = process.env.METERBOOK_SETTINGS ?? join(homedir(), '.meterbook');
const core = new Core({
  log,
  settingsFolder,
  // Should this process die, main starts the next one on the same ledger.
  onLedgerChanged: (path) => parent.send({ type: 'ledger', path }),
});
const connections = new Map<number, Connection>();

function connectionOf(connectionId: number): Connection {
  let connection = connections.get(connectionId);
  if (!connection) {
    connection = core.connect((event) => parent.send({ type: 'event', connectionId, event }));
    connections.set(connectionId, connection);
  }
  return connection;
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

const ledgerPath = process.env.METERBOOK_LEDGER;
if (ledgerPath) {
  const opener = core.connect(() => {});
  const commandId = `open-at-start-${instantText(systemClock)}`;
  const reply = await opener.request({ name: 'ledger.open', commandId, input: { path: ledgerPath } });
  // The window shows the reason again when the person tries to open it there.
  if (!reply.ok) log.warn({ code: reply.error.code, detail: reply.error.detail }, 'ledger not opened');
  core.disconnect(opener);
}
parent.send({ type: 'ready' });
