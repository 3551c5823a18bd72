import type { CoreEvent, Reply, RequestBody } from '#shared/contract/wire.ts';
import { isNestedDeeper } from '#shared/lib/nesting.ts';
import { canonicalJson } from '../runtime/canonicalJson.ts';
import { fault } from './answers.ts';
import { Cancelled, createCheckpoint } from './progress.ts';
import { Session, type SessionListener } from './session.ts';

/** No contract asks for more than a dozen levels. */
const DEEPEST_INPUT = 80;

/** What a connection needs from the core that it belongs to. */
export type Server = {
  readonly serve: (
    body: RequestBody,
    session: Session,
    checkpoint: (done: number, total: number) => Promise<void>,
  ) => Promise<Reply>;
  readonly reportBug: (error: unknown, name: string) => string;
};

type InFlight = {
  readonly fingerprint: string;
  readonly abort: AbortController;
  readonly reply: Promise<Reply>;
};

/**
 * One window or one run of the command line: its session, its running commands and its listener.
 */
export class Connection {
  readonly session: Session;
  readonly #server: Server;
  readonly #listener: (event: CoreEvent) => void;
  readonly #inFlight = new Map<string, InFlight>();

  constructor(server: Server, listener: (event: CoreEvent) => void, onSession: SessionListener) {
    this.session = new Session(onSession);
    this.#server = server;
    this.#listener = listener;
  }

  /** Answers one call. A command that is already running under the same id is not started twice. */
  async request(body: RequestBody): Promise<Reply> {
    const { commandId } = body;
    // Checking and hashing go down into what came, and must not run out of stack there.
    if (isNestedDeeper(body.input, DEEPEST_INPUT)) {
      return fault('invalid_input', { issues: [{ path: '', code: 'nested_too_deep' }] });
    }
    if (commandId === undefined) return this.#run(body, new AbortController());
    const fingerprint = canonicalJson([body.name, body.dryRun ?? false, body.input]);
    const running = this.#inFlight.get(commandId);
    if (running) {
      return running.fingerprint === fingerprint ? running.reply : fault('command_id_reused', { commandId });
    }
    const abort = new AbortController();
    const reply = this.#run(body, abort);
    this.#inFlight.set(commandId, { fingerprint, abort, reply });
    return reply.finally(() => this.#inFlight.delete(commandId));
  }

  cancel(commandId: string): void {
    this.#inFlight.get(commandId)?.abort.abort();
  }

  notify(event: CoreEvent): void {
    this.#listener(event);
  }

  /** The window is gone: nobody waits for its long commands any more. */
  close(): void {
    this.session.end();
    for (const { abort } of this.#inFlight.values()) abort.abort();
  }

  async #run(body: RequestBody, abort: AbortController): Promise<Reply> {
    const checkpoint = createCheckpoint(abort.signal, (done, total) => {
      if (body.commandId !== undefined) {
        this.#listener({ topic: 'progress', commandId: body.commandId, done, total });
      }
    });
    try {
      return await this.#server.serve(body, this.session, checkpoint);
    } catch (error) {
      if (error instanceof Cancelled) return fault('cancelled');
      return fault('internal', { incidentId: this.#server.reportBug(error, body.name) });
    }
  }
}
