import { Worker } from 'node:worker_threads';
import { assert } from '#shared/lib/assert.ts';
import { connectRecorder, type Recorder } from '../db/dialect/sqliteRecorder.ts';
import type { RecordedWrite } from '../db/recordedWrites.ts';
import type { Help, Helper, SharedWork } from './helper.ts';
import { ThreadHelp, type Trial } from './threadHelp.ts';

export type ToAside =
  | { readonly type: 'begin'; readonly work: string; readonly common: unknown }
  | { readonly type: 'part'; readonly help: number; readonly index: number; readonly part: unknown }
  | { readonly type: 'end' }
  | { readonly type: 'close' };
export type FromAside =
  | { readonly type: 'ready' }
  | {
      readonly type: 'done';
      readonly help: number;
      readonly index: number;
      readonly output: unknown;
      readonly writes: readonly RecordedWrite[];
    };

/** Beside this file as a source, beside core when built (electron.vite.config.ts). */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './asideWorker.ts' : './asideWorker.js',
  import.meta.url,
);
/** A part needs a tenth of it; beyond it the thread ends, and the command goes on alone. */
const MEMORY_MEGABYTES = 256;
/** The thread is kept for the next command so long, and then gives its memory back. */
const IDLE_MS = 60_000;

/**
 * A second thread for the long commands of a ledger in a file. It reads what was committed, which is what the command
 * sees as well: one transaction writes at a time. It is started by the first command that could use it, which does
 * not wait for it; whatever happens to it costs time and nothing else.
 */
export class AsideThread implements Helper {
  readonly #path: string;
  readonly #newId: () => string;
  readonly #onLost: (error: unknown) => void;
  #worker: Worker | null = null;
  #isReady = false;
  #help: ThreadHelp | null = null;
  #helpCount = 0;
  #idle: NodeJS.Timeout | null = null;
  /** For what is tried out in this thread. */
  #recorder: Recorder | null = null;

  /** `onLost` hears why the thread ended although nobody ended it. */
  constructor(path: string, newId: () => string, onLost: (error: unknown) => void) {
    this.#path = path;
    this.#newId = newId;
    this.#onLost = onLost;
  }

  offer<Common>(work: SharedWork<Common, never, unknown>, common: Common): Help | null {
    if (this.#idle) clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#start();
    if (!this.#isReady) {
      this.#restLater(worker);
      return null;
    }
    assert(this.#help === null, 'one command at a time is in its transaction');
    this.#helpCount += 1;
    const help = new ThreadHelp({
      no: this.#helpCount,
      send: (message) => worker.postMessage(message),
      beginTrial: () => this.#beginTrial(work, common),
      onEnd: () => {
        this.#help = null;
        worker.unref();
        this.#restLater(worker);
      },
    });
    this.#help = help;
    // While a command waits for it, nothing else may keep the command line from ending.
    worker.ref();
    worker.postMessage({ type: 'begin', work: work.name, common } satisfies ToAside);
    return help;
  }

  /** Waits until the thread could help; for whoever has to be sure of it. */
  async ready(): Promise<void> {
    const worker = this.#worker ?? this.#start();
    while (!this.#isReady) await new Promise((resolve) => worker.once('message', resolve));
  }

  /**
   * Ends the thread; a file that it has open cannot be moved everywhere. It is asked to: to be stopped in the middle of a
   * statement is more than a module of native code can be relied on to survive.
   */
  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const [worker, recorder] = [this.#worker, this.#recorder];
    // A command may begin meanwhile, and have its own.
    this.#recorder = null;
    if (worker) {
      this.#lose(worker);
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.ref();
      worker.postMessage({ type: 'close' } satisfies ToAside);
      await ended;
    }
    await recorder?.close();
  }

  #start(): Worker {
    const worker = new Worker(ENTRY, {
      workerData: { path: this.#path },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
    });
    worker.on('message', (message: FromAside) => {
      // One that was asked to end may still have something to say.
      if (this.#worker !== worker) return;
      if (message.type === 'ready') this.#isReady = true;
      else this.#help?.hear(message.help, message);
    });
    worker.on('error', (error) => {
      this.#onLost(error);
      this.#lose(worker);
    });
    worker.on('exit', () => this.#lose(worker));
    // The command line ends when its command has.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  async #beginTrial<Common>(work: SharedWork<Common, never, unknown>, common: Common): Promise<Trial> {
    this.#recorder ??= connectRecorder(this.#path);
    const recorder = this.#recorder;
    const carryOut = await work.begin({ tx: await recorder.begin(), newId: this.#newId }, common);
    return {
      carryOut: async (part) => ({ output: await carryOut(part as never), writes: recorder.takeWrites() }),
      end: () => recorder.end(),
    };
  }

  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#isReady = false;
    this.#help?.lose();
  }

  #restLater(worker: Worker): void {
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) void this.close();
    }, IDLE_MS);
    this.#idle.unref();
  }
}
