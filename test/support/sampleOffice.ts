import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from './office.ts';
import { quickenPasswords } from './quickPasswords.ts';
import { TestLedger } from './testLedger.ts';

/** The month that the sample of the tests is ready to work. */
export const SAMPLE_PERIOD = '2026-10';

type Made = {
  readonly ledger: TestLedger;
  readonly password: string;
  readonly files: readonly string[];
};

const MADE = new Map<string, Promise<Made>>();

/** A real ledger filled with the sample office, and its people at their desks. */
export class SampleOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'meterbook-sample-'));
  readonly ledger = new TestLedger(this.folder);
  readonly core = new Core({
    log: createLog('error'),
    settingsFolder: join(this.folder, 'settings'),
    clock: () => this.#now,
  });
  #now = Date.parse('2026-11-10T02:00:00.000Z');
  #password = '';
  #files: readonly string[] = [];

  static async create(points: number, seed = 1, billedMonths = 0): Promise<SampleOffice> {
    const key = `${points} ${seed} ${billedMonths}`;
    const made = MADE.get(key) ?? SampleOffice.#make(points, seed, billedMonths);
    MADE.set(key, made);
    const { ledger, password, files } = await made;
    const office = new SampleOffice();
    await office.ledger.copyOf(ledger);
    office.#password = password;
    office.#files = files;
    await new Desk(office.core.connect(() => {})).run(ledgerOpen, { path: office.ledger.name });
    return office;
  }

  /** The office that all others of this size begin as copies of. */
  static async #make(points: number, seed: number, billedMonths: number): Promise<Made> {
    const office = new SampleOffice();
    process.once('exit', () => rmSync(office.folder, { recursive: true, force: true }));
    const filesFolder = join(office.folder, 'sample.files');
    const facts = { points, seed, billedMonths, period: SAMPLE_PERIOD, filesFolder };
    const input = { path: office.ledger.name, ...facts };
    const { password, files } = await new Desk(office.core.connect(() => {})).run(ledgerCreateSample, input);
    await office.core.close();
    await quickenPasswords(office.ledger.name);
    return { ledger: office.ledger, password, files };
  }

  /** Of everybody in the sample. */
  get password(): string {
    return this.#password;
  }

  /** The meter files of the month. */
  get files(): readonly string[] {
    return this.#files;
  }

  /** What the clock of this computer shows, in milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** Lets time pass, so that what is recorded next is later than what was. */
  later(seconds = 1): void {
    this.#now += seconds * 1000;
  }

  /** A connection with nobody signed in. */
  visitor(): Desk {
    return new Desk(this.core.connect(() => {}));
  }

  async desk(userName: string): Promise<Desk> {
    const desk = this.visitor();
    await desk.run(sessionSignIn, { userName, password: this.#password });
    return desk;
  }

  async close(): Promise<void> {
    await this.core.close();
    await this.ledger.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
