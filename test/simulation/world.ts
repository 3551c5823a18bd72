import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { officeDetail, officeSave, sessionSignIn } from '#shared/contract/access.ts';
import { backupCreate, backupRestore } from '#shared/contract/backup.ts';
import { routeList } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { ledgerCheck, ledgerCreateSample, ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../electron/cli/desk.ts';
import { People } from '../../electron/cli/month/people.ts';
import { readMeters } from '../../electron/cli/month/readMeters.ts';
import { quickenPasswords } from '../support/quickPasswords.ts';
import type { Place } from './place.ts';
import { type Payment, runVictim, type VictimEnd } from './runVictim.ts';

const DAY_MS = 24 * 3_600_000;
/** The first month is read and waits for its bills; it is the tenth of the month after it. */
const FIRST_PERIOD = '2026-10';
const START = Date.parse('2026-11-10T02:00:00.000Z');
const DESKS = 2;
const DAYS_A_MONTH = 10;
const MONTHS = 6;
const POINTS = 110;
/** No bill becomes overdue: late fees have tests of their own. */
const DUE_AFTER_DAYS = 365;

export type Route = OutputOf<typeof routeList>['rows'][number];

/** A real ledger of the sample office, the people at its desks, and what can befall their computers. */
export class World {
  readonly place: Place;
  #now = START;
  #days = 0;
  #months = 0;
  #ledger: string;
  #cores: Core[] = [];
  #people: People[] = [];
  #desk = 0;
  period = FIRST_PERIOD;
  routes: readonly Route[] = [];

  private constructor(place: Place, ledger: string) {
    this.place = place;
    this.#ledger = ledger;
  }

  /** Every world of a place begins as a copy of one office, which is made once. */
  static async create(place: Place): Promise<World> {
    const prepared = PREPARED.get(place) ?? prepare(place);
    PREPARED.set(place, prepared);
    const world = new World(place, await place.copyOf(await prepared));
    await world.#open();
    world.routes = (await (await world.people.at('checker')).ask(routeList, {})).rows;
    return world;
  }

  /** The people at the desk that is being worked at. */
  get people(): People {
    return this.peopleAt(this.#desk);
  }

  peopleAt(desk: number): People {
    const people = this.#people[desk];
    if (!people) throw new Error(`no desk ${desk}`);
    return people;
  }

  sitAt(desk: number): void {
    this.#desk = desk % DESKS;
  }

  get folder(): string {
    return this.place.folder;
  }

  /** The office's day. */
  get day(): string {
    return new Date(this.#now + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  get isFirstPeriod(): boolean {
    return this.period === FIRST_PERIOD;
  }

  /** A second, so that what comes next is later; bills stay within their days of grace. */
  tick(): void {
    this.#now += 1000;
  }

  /** The clocks of all computers are set back, and right again afterwards. */
  async withClockBack<Value>(days: number, work: () => Promise<Value>): Promise<Value> {
    const now = this.#now;
    this.#now -= days * DAY_MS;
    try {
      return await work();
    } finally {
      this.#now = now;
    }
  }

  nextDay(): boolean {
    if (this.#days === DAYS_A_MONTH) return false;
    this.#days += 1;
    this.#now += DAY_MS;
    return true;
  }

  /** The tenth of the month after: the office turns to the readings of the month between. */
  async nextMonth(): Promise<boolean> {
    if (this.#months === MONTHS) return false;
    this.#months += 1;
    this.#days = 0;
    const [year = 0, month = 0] = this.period.split('-').map(Number);
    this.#now = Date.UTC(year, month + 1, 10, 2);
    this.period = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
    const admin = await signedIn(new Desk(this.#core), 'admin');
    const { name, version, dueAfterDays } = await admin.ask(officeDetail, {});
    const changed = { name, dueAfterDays, currentPeriod: this.period, expectedVersion: version };
    await admin.run(officeSave, changed);
    return true;
  }

  /** The programs of all desks end and are started again. */
  async reopen(): Promise<void> {
    await this.#close();
    await this.#open();
  }

  /** A backup is restored, and the office goes on with what was restored. */
  async restore(): Promise<void> {
    const admin = await signedIn(new Desk(this.#core), 'admin');
    const { path } = await admin.run(backupCreate, { folder: this.folder });
    await this.#close();
    const old = this.#ledger;
    this.#ledger = await this.place.fresh();
    const core = startCore(this.place, () => this.#now);
    await new Desk(core).run(backupRestore, { path, toPath: this.#ledger });
    await core.close();
    await this.place.drop(old);
    await this.#open();
  }

  /** The power fails in the middle of some work. What is left must open and be whole; gives what is not. */
  async powerCut(work: Promise<unknown>, after: number): Promise<readonly string[]> {
    // Whatever becomes of the work is looked at when the power is back.
    const end = Promise.allSettled([work]);
    for (let turn = 0; turn < after; turn += 1) await setImmediate();
    const left = await this.place.cutPower(this.#ledger);
    await end;
    await work;
    if (left === this.#ledger) return this.failedChecks();
    const core = startCore(this.place, () => this.#now);
    try {
      const desk = new Desk(core);
      await desk.run(ledgerOpen, { path: left });
      return await failedChecks(await signedIn(desk, 'supervisor'));
    } finally {
      await core.close();
      await this.place.drop(left);
    }
  }

  /** A desk takes payments, and its process is killed. Only where desks share can others be there meanwhile. */
  async killedDesk(payments: readonly Payment[], afterAnswers: number, delayMs: number): Promise<VictimEnd> {
    if (!this.place.isShared) await this.#close();
    const order = { ledger: this.#ledger, now: this.#now, folder: this.folder, payments };
    const end = await runVictim(order, afterAnswers, delayMs);
    if (!this.place.isShared) await this.#open();
    return end;
  }

  async failedChecks(): Promise<readonly string[]> {
    return failedChecks(await this.people.at('supervisor'));
  }

  async close(): Promise<void> {
    await this.#close();
    await this.place.drop(this.#ledger);
  }

  get #core(): Core {
    const [core] = this.#cores;
    if (!core) throw new Error('no program runs');
    return core;
  }

  async #close(): Promise<void> {
    for (const core of this.#cores) await core.close();
  }

  /** A program a desk where the ledger can be shared; two windows of one program where it cannot. */
  async #open(): Promise<void> {
    const programs = this.place.isShared ? DESKS : 1;
    this.#cores = Array.from({ length: programs }, () => startCore(this.place, () => this.#now));
    for (const core of this.#cores) await new Desk(core).run(ledgerOpen, { path: this.#ledger });
    this.#people = Array.from(
      { length: DESKS },
      (_, desk) => new People(this.#cores[desk] ?? this.#core, SAMPLE_PASSWORD),
    );
  }
}

const PREPARED = new WeakMap<Place, Promise<string>>();

/** The sample office with its first month read. */
async function prepare(place: Place): Promise<string> {
  const path = await place.fresh();
  const core = startCore(place, () => START);
  try {
    const founder = new Desk(core);
    const filesFolder = join(place.folder, 'files');
    const office = { points: POINTS, seed: 1, period: FIRST_PERIOD, filesFolder };
    const { files } = await founder.run(ledgerCreateSample, { path, ...office });
    await quickenPasswords(path);
    const admin = await signedIn(founder, 'admin');
    const { name, currentPeriod, version } = await admin.ask(officeDetail, {});
    const changed = { name, currentPeriod, dueAfterDays: DUE_AFTER_DAYS, expectedVersion: version };
    await admin.run(officeSave, changed);
    await readMeters(new People(core, SAMPLE_PASSWORD), files, FIRST_PERIOD);
  } finally {
    await core.close();
  }
  return path;
}

function startCore(place: Place, clock: () => number): Core {
  return new Core({ log: createLog('silent'), settingsFolder: join(place.folder, 'settings'), clock });
}

async function signedIn(desk: Desk, userName: string): Promise<Desk> {
  await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
  return desk;
}

async function failedChecks(desk: Desk): Promise<readonly string[]> {
  const { checks } = await desk.ask(ledgerCheck, {});
  return checks.filter(({ passed }) => !passed).map(({ name }) => name);
}
