import { STAGES } from '#shared/contract/define.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import type { CoreEvent, Reply } from '#shared/contract/wire.ts';
import type { FileSystems } from './db/dialect/networkFolders.ts';
import type { Ledger } from './db/ledger.ts';
import { createFiles, type Files } from './files/index.ts';
import { answer, fault } from './rpc/answers.ts';
import { BackupCalls } from './rpc/backupCalls.ts';
import { Connection, type Server } from './rpc/connection.ts';
import { LedgerCalls } from './rpc/ledgerCalls.ts';
import { carryOut } from './rpc/pipeline.ts';
import { findHandler } from './rpc/registry.ts';
import type { SessionListener } from './rpc/session.ts';
import { systemFaultOf } from './rpc/systemFault.ts';
import { type Clock, systemClock } from './runtime/clock.ts';
import { createIdMaker } from './runtime/ids.ts';
import type { Log } from './runtime/log.ts';

export type CoreOptions = {
  readonly log: Log;
  /** Folder for what belongs to the person and the computer, such as the list of recent ledgers. */
  readonly settingsFolder: string;
  readonly clock?: Clock;
  /** How the place of a ledger is looked at. */
  readonly fileSystems?: FileSystems;
  /** Told which ledger is open now, by the name that it was opened by: a password stands in it. */
  readonly onLedgerChanged?: (name: string | null) => void;
};

/** A query that takes longer is worth a line in the log. */
const SLOW_QUERY_MS = 40;

/**
 * The ledger process without its transport: the window's process and the command line put theirs
 * around it. It owns at most one open ledger.
 */
export class Core {
  readonly #options: CoreOptions;
  readonly #clock: Clock;
  readonly #newId = createIdMaker();
  readonly #files: Files = createFiles();
  readonly #connections = new Set<Connection>();
  readonly #ledgerCalls: LedgerCalls;
  readonly #backupCalls: BackupCalls;

  constructor(options: CoreOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#ledgerCalls = new LedgerCalls({
      clock: this.#clock,
      newId: this.#newId,
      settingsFolder: options.settingsFolder,
      onLedgerChanged: () => this.#onLedgerChanged(),
      // Messages of other desks may have been missed: everything shown is worth reading again.
      onNews: (subjects) => this.#publish(subjects ?? STAGES),
      log: options.log,
      fileSystems: options.fileSystems,
      onBackup: () => this.#publish(['access']),
    });
    this.#backupCalls = new BackupCalls({
      clock: this.#clock,
      newId: this.#newId,
      ledger: () => this.#ledgerCalls.ledger,
      schedule: () => this.#ledgerCalls.schedule,
      open: (path) => this.#ledgerCalls.open(path),
    });
  }

  /** `onSession` hears who is signed in on the connection, so that the next core can go on with it. */
  connect(listener: (event: CoreEvent) => void, onSession: SessionListener = () => {}): Connection {
    const server: Server = {
      serve: (body, session, checkpoint) => this.#serve(body, session, checkpoint),
      reportBug: (error, name) => this.#reportBug(error, name),
    };
    const connection = new Connection(server, listener, onSession);
    this.#connections.add(connection);
    return connection;
  }

  /**
   * Opens the ledger that the program was started with, or that the core before had open. Says whether it is open; where
   * it is not, `ledger.status` tells why.
   */
  async openAtStart(name: string): Promise<boolean> {
    const opener = this.connect(() => {});
    const commandId = `open-at-start-${this.#newId()}`;
    const reply = await opener.request({ name: ledgerOpen.name, commandId, input: { path: name } });
    this.disconnect(opener);
    if (!reply.ok) {
      const { code, detail } = reply.error;
      this.#options.log.warn({ code, detail }, 'ledger not opened');
      this.#ledgerCalls.keepReason(name, reply.error);
    }
    return reply.ok;
  }

  disconnect(connection: Connection): void {
    connection.close();
    this.#connections.delete(connection);
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) this.disconnect(connection);
    await this.#ledgerCalls.close();
  }

  /** Answers a call; what the disk, the network or the server did to it is a fault, not a bug. */
  async #serve(...call: Parameters<Server['serve']>): Promise<Reply> {
    try {
      return await this.#carryOut(...call);
    } catch (error) {
      const known = this.#ledgerCalls.ledger?.faultOf(error) ?? systemFaultOf(error);
      if (known === null) throw error;
      this.#options.log.warn({ name: call[0].name, err: error }, known.code);
      return fault(known.code, known.detail);
    }
  }

  async #carryOut(...[body, session, checkpoint]: Parameters<Server['serve']>): Promise<Reply> {
    const call = { session, clock: this.#clock, newId: this.#newId, files: this.#files, checkpoint };
    if (this.#ledgerCalls.answers(body.name)) {
      return this.#ledgerCalls.carryOut(body, session, checkpoint);
    }
    if (this.#backupCalls.answers(body.name)) {
      return this.#backupCalls.carryOut(body, session, checkpoint);
    }
    const handler = findHandler(body.name);
    if (!handler) return fault('unknown_command', { name: body.name });
    const ledger: Ledger | null = this.#ledgerCalls.ledger;
    if (ledger === null) {
      return body.name === 'session.current' ? answer({ user: null }) : fault('no_ledger');
    }
    const startedAt = performance.now();
    const publish = (topics: readonly string[]) => this.#publish(topics);
    const helper = this.#ledgerCalls.helper;
    const reply = await carryOut({ ...call, ledger, helper, publish }, handler, body);
    const took = performance.now() - startedAt;
    if (handler.kind === 'query' && took > SLOW_QUERY_MS) {
      this.#options.log.warn({ name: body.name, milliseconds: Math.round(took) }, 'slow query');
    }
    return reply;
  }

  #publish(subjects: readonly string[]): void {
    for (const subject of new Set(subjects)) {
      for (const connection of this.#connections) connection.notify({ topic: 'changed', subject });
    }
  }

  /** Another ledger is open: nobody is signed in to it yet. */
  #onLedgerChanged(): void {
    for (const connection of this.#connections) connection.session.end();
    this.#publish(['ledger']);
    this.#options.onLedgerChanged?.(this.#ledgerCalls.openedName);
  }

  #reportBug(error: unknown, name: string): string {
    const incidentId = this.#newId();
    this.#options.log.error({ incidentId, name, err: error }, 'command failed');
    return incidentId;
  }
}
