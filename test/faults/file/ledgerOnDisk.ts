import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { ledgerCheck, ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../support/office.ts';
import { quickenPasswords } from '../../support/quickPasswords.ts';

export const PERIOD = '2026-10';
const NOW = '2026-11-10T02:00:00.000Z';

/** A closed ledger of the sample office, ready to be read, to be copied to where something happens to it. */
export type Original = {
  readonly path: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly remove: () => void;
};

function startCore(folder: string): Core {
  // What the faults leave in the log is meant to be there.
  return new Core({
    log: createLog('silent'),
    settingsFolder: join(folder, 'settings'),
    clock: () => Date.parse(NOW),
  });
}

export async function makeOriginal(points: number): Promise<Original> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-faults-'));
  const path = join(folder, 'original.meterbook');
  const core = startCore(folder);
  const founder = new Desk(core.connect(() => {}));
  const { files } = await founder.run(ledgerCreateSample, { path, points, seed: 1, period: PERIOD });
  await core.close();
  await quickenPasswords(path);
  return { path, files, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A copy of the ledger in some place, and the people who work on it. */
export class LedgerOnDisk {
  readonly path: string;
  readonly #settings: string;
  #core: Core;

  constructor({ path, folder: settings }: Original, folder: string) {
    this.path = join(folder, 'office.meterbook');
    this.#settings = settings;
    this.#core = startCore(settings);
    copyFileSync(path, this.path);
  }

  visitor(): Desk {
    return new Desk(this.#core.connect(() => {}));
  }

  async open(): Promise<void> {
    await this.visitor().run(ledgerOpen, { path: this.path });
  }

  /** Closes the ledger and gives a core that has none open. */
  async close(): Promise<void> {
    await this.#core.close();
    this.#core = startCore(this.#settings);
  }

  async desk(userName: string): Promise<Desk> {
    const desk = this.visitor();
    await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
    return desk;
  }
}

/** Names of the invariants that do not hold. */
export async function failedChecks(desk: Desk): Promise<readonly string[]> {
  const { checks } = await desk.ask(ledgerCheck, {});
  return checks.filter(({ passed }) => !passed).map(({ name }) => name);
}
