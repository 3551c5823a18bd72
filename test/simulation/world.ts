import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { backupCreate, backupRestore } from '#shared/contract/backup.ts';
import { routeList } from '#shared/contract/customers.ts';
import { ledgerCheck, ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { People } from '../../electron/cli/month/people.ts';
import { readMeters } from '../../electron/cli/month/readMeters.ts';

const DAY_MS = 24 * 3_600_000;
const POINTS = 110;

/** A real ledger of the sample office, its people, and what can befall the computer it is on. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'meterbook-sim-'));
  #now = Date.parse('2026-11-10T02:00:00.000Z');
  #days = 0;
  #ledgers = 0;
  #core = this.#startCore();
  #people = new People(this.#core, SAMPLE_PASSWORD);
  #ledgerPath = this.#nextPath();
  period = '';
  routeIds: string[] = [];

  static async create(): Promise<World> {
    const world = new World();
    const founder = new Desk(world.#core);
    const { files, currentPeriod } = await founder.run(ledgerCreateSample, {
      path: world.#ledgerPath,
      points: POINTS,
      seed: 1,
      period: '2026-10',
    });
    world.period = currentPeriod;
    await readMeters(world.#people, files, currentPeriod);
    const { rows } = await (await world.#people.at('checker')).ask(routeList, {});
    world.routeIds = rows.map(({ routeId }) => routeId);
    return world;
  }

  get people(): People {
    return this.#people;
  }

  /** The office's day. */
  get day(): string {
    return new Date(this.#now + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  /** A second, so that what comes next is later; bills stay within their days of grace. */
  tick(): void {
    this.#now += 1000;
  }

  nextDay(): boolean {
    if (this.#days === 10) return false;
    this.#days += 1;
    this.#now += DAY_MS;
    return true;
  }

  /** The program ends and is started again. */
  async reopen(): Promise<void> {
    await this.#core.close();
    await this.#open(this.#ledgerPath);
  }

  /** A backup is restored, and the office goes on with what was restored. */
  async restore(): Promise<void> {
    const admin = await this.#signedIn(new Desk(this.#core), 'admin');
    const { path } = await admin.run(backupCreate, { folder: this.folder });
    await this.#core.close();
    this.#core = this.#startCore();
    const toPath = this.#nextPath();
    await new Desk(this.#core).run(backupRestore, { path, toPath });
    rmSync(path);
    this.#ledgerPath = toPath;
    this.#people = new People(this.#core, SAMPLE_PASSWORD);
  }

  /**
   * The power fails in the middle of some work: the files are taken as they lie at that moment. What
   * they hold must open and be whole; the work itself goes on here.
   */
  async powerCut(work: Promise<unknown>, after: number): Promise<readonly string[]> {
    for (let turn = 0; turn < after; turn += 1) await setImmediate();
    const copy = this.#nextPath();
    for (const suffix of ['', '-wal']) {
      if (existsSync(this.#ledgerPath + suffix)) copyFileSync(this.#ledgerPath + suffix, copy + suffix);
    }
    await work;
    const core = this.#startCore();
    try {
      const desk = new Desk(core);
      await desk.run(ledgerOpen, { path: copy });
      return await failedChecks(await this.#signedIn(desk, 'supervisor'));
    } finally {
      await core.close();
      for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(copy + suffix, { force: true });
    }
  }

  async failedChecks(): Promise<readonly string[]> {
    return failedChecks(await this.#people.at('supervisor'));
  }

  async close(): Promise<void> {
    await this.#core.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #open(path: string): Promise<void> {
    this.#core = this.#startCore();
    await new Desk(this.#core).run(ledgerOpen, { path });
    this.#people = new People(this.#core, SAMPLE_PASSWORD);
  }

  async #signedIn(desk: Desk, userName: string): Promise<Desk> {
    await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
    return desk;
  }

  #startCore(): Core {
    const settingsFolder = join(this.folder, 'settings');
    return new Core({ log: createLog('error'), settingsFolder, clock: () => this.#now });
  }

  #nextPath(): string {
    this.#ledgers += 1;
    return join(this.folder, `office${this.#ledgers}.meterbook`);
  }
}

async function failedChecks(desk: Desk): Promise<readonly string[]> {
  const { checks } = await desk.ask(ledgerCheck, {});
  return checks.filter(({ passed }) => !passed).map(({ name }) => name);
}
