import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isServerAddress } from '#shared/contract/ledger.ts';

const recentLedger = z.object({ path: z.string(), officeName: z.string() });
export type RecentLedger = z.infer<typeof recentLedger>;

const LIMIT = 8;

/** The ledgers that this person opened on this computer, in a small file of settings. */
export class RecentLedgers {
  readonly #file: string;

  constructor(settingsFolder: string) {
    this.#file = join(settingsFolder, 'recentLedgers.json');
  }

  /** Those that still exist, and those on servers, the latest first. A settings file that cannot be read counts as empty. */
  list(): RecentLedger[] {
    if (!existsSync(this.#file)) return [];
    const parsed = z.array(recentLedger).safeParse(parseJson(readFileSync(this.#file, 'utf8')));
    return parsed.success ? parsed.data.filter(({ path }) => isServerAddress(path) || existsSync(path)) : [];
  }

  /** Puts a ledger first; throws where the settings cannot be written, and the list stays as it was. */
  remember(ledger: RecentLedger): void {
    const others = this.list().filter(({ path }) => path !== ledger.path);
    const temporary = `${this.#file}.${process.pid}.tmp`;
    mkdirSync(dirname(this.#file), { recursive: true });
    try {
      writeFileSync(temporary, JSON.stringify([ledger, ...others].slice(0, LIMIT), null, 2));
      renameSync(temporary, this.#file);
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the list is a convenience: a damaged one is written anew at the next opening
    return null;
  }
}
