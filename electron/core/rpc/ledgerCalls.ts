import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Contract, ParsedInputOf } from '#shared/contract/define.ts';
import {
  isServerAddress,
  ledgerCheck,
  ledgerCreate,
  ledgerCreateSample,
  ledgerOpen,
  ledgerStatus,
} from '#shared/contract/ledger.ts';
import type { Reply, RequestBody, WireError } from '#shared/contract/wire.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { addMonths, periodOf } from '#shared/domain/localDate.ts';
import { AsideThread } from '../aside/asideThread.ts';
import { BackupSchedule } from '../backup/schedule.ts';
import type { LedgerTransaction } from '../db/database.ts';
import type { FileSystems } from '../db/dialect/networkFolders.ts';
import type { Ledger, NewsListener } from '../db/ledger.ts';
import { createLedger, openLedger, shownLedger } from '../db/open.ts';
import { loadOffice } from '../db/repositories/access/office.ts';
import { checkLedger } from '../db/runInvariants.ts';
import { fillEmptyLedger } from '../office/emptyLedger.ts';
import { businessDateAt, type Clock, instantText } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { type RecentLedger, RecentLedgers } from '../runtime/recentLedgers.ts';
import { fillSampleOffice, type SampleResult } from '../sample/index.ts';
import { answer, fault, invalidInput, refusal } from './answers.ts';
import type { Session } from './session.ts';

const CONTRACTS: readonly Contract[] = [
  ledgerStatus,
  ledgerCreate,
  ledgerCreateSample,
  ledgerOpen,
  ledgerCheck,
];

type Options = {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settingsFolder: string;
  readonly onLedgerChanged: () => void;
  readonly onNews: NewsListener;
  readonly log: Log;
  readonly fileSystems?: FileSystems | undefined;
  /** A scheduled backup was made, or failed. */
  readonly onBackup: () => void;
};

type Checkpoint = (done: number, total: number) => Promise<void>;

/** The calls about the ledger itself. They stand outside the pipeline, which needs an open ledger. */
export class LedgerCalls {
  readonly #options: Options;
  readonly #recent: RecentLedgers;
  #ledger: Ledger | null = null;
  #openedName: string | null = null;
  #notOpened: ({ readonly path: string } & WireError) | null = null;
  #schedule: BackupSchedule | null = null;
  #aside: AsideThread | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#recent = new RecentLedgers(options.settingsFolder);
  }

  get ledger(): Ledger | null {
    return this.#ledger;
  }

  /** What the open ledger was called when it was opened. Never shown: a password may stand in it. */
  get openedName(): string | null {
    return this.#openedName;
  }

  /** Says from now on why the ledger of this name could not be opened, until one is. */
  keepReason(name: string, reason: WireError): void {
    this.#notOpened = { path: shownLedger(name), ...reason };
  }

  answers(name: string): boolean {
    return CONTRACTS.some((contract) => contract.name === name);
  }

  get schedule(): BackupSchedule | null {
    return this.#schedule;
  }

  /** Takes parts of long commands on the open ledger; `null` where it is on a server. */
  get helper(): AsideThread | null {
    return this.#aside;
  }

  async close(): Promise<void> {
    await this.#schedule?.stop();
    this.#schedule = null;
    await this.#aside?.close();
    this.#aside = null;
    await this.#ledger?.close();
    this.#ledger = null;
    this.#openedName = null;
  }

  async carryOut(body: RequestBody, session: Session, checkpoint: Checkpoint): Promise<Reply> {
    const contract = CONTRACTS.find(({ name }) => name === body.name);
    const parsed = contract?.input.safeParse(body.input);
    if (!parsed?.success) return parsed ? invalidInput(parsed.error) : fault('unknown_command');
    switch (body.name) {
      case ledgerCreate.name:
        return this.#create(parsed.data as ParsedInputOf<typeof ledgerCreate>);
      case ledgerCreateSample.name:
        return this.#createSample(parsed.data as ParsedInputOf<typeof ledgerCreateSample>, checkpoint);
      case ledgerOpen.name:
        return this.open((parsed.data as ParsedInputOf<typeof ledgerOpen>).path);
      case ledgerCheck.name:
        return this.#check(session, checkpoint);
      default:
        return answer(await this.#status());
    }
  }

  async #status() {
    return {
      ledger: this.#ledger && (await this.#describe(this.#ledger)),
      notOpened: this.#notOpened,
      recent: this.#recent.list(),
      suggestedPath: join(homedir(), 'Meterbook', 'office.meterbook'),
    };
  }

  async #describe(ledger: Ledger) {
    const office = await loadOffice(ledger.reader);
    return {
      path: ledger.path,
      officeName: office.name,
      currentPeriod: office.current_period,
      businessDate: businessDateAt(instantText(this.#options.clock), office.time_zone),
      isSample: office.is_sample === 1,
    };
  }

  /** Opens a ledger in place of the one that is open; the answer of the call. */
  async open(path: string): Promise<Reply> {
    if (this.#ledger?.path === path) return answer(await this.#describe(this.#ledger));
    const { clock, onNews, fileSystems } = this.#options;
    const opened = await openLedger({ name: path, now: instantText(clock), onNews, fileSystems });
    if (!opened.ok) return refusal(opened.error);
    const ledger = opened.value;
    const described = await this.#describe(ledger).catch(async (error: unknown) => {
      await ledger.close();
      throw ledger.faultOf(error) ?? error;
    });
    await this.close();
    this.#ledger = ledger;
    this.#openedName = path;
    this.#notOpened = null;
    this.#schedule = new BackupSchedule(ledger, this.#options);
    const { log, newId } = this.#options;
    const onLost = (error: unknown) => log.error({ err: error }, 'the thread that helps ended');
    this.#aside = ledger.sharedFile === null ? null : new AsideThread(ledger.sharedFile, newId, onLost);
    this.#remember({ path: ledger.path, officeName: described.officeName });
    this.#options.onLedgerChanged();
    return answer(described);
  }

  /** The list is a convenience: a ledger opens also where the person's settings cannot be written. */
  #remember(ledger: RecentLedger): void {
    try {
      this.#recent.remember(ledger);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the list of recent ledgers was not written');
    }
  }

  async #create(input: ParsedInputOf<typeof ledgerCreate>): Promise<Reply> {
    const now = instantText(this.#options.clock);
    const period = periodOf(businessDateAt(now, input.timeZone));
    const office = { ...input, period, now, newId: this.#options.newId };
    return this.#makeLedger(input.path, now, (tx) => fillEmptyLedger(tx, office));
  }

  async #createSample(
    input: ParsedInputOf<typeof ledgerCreateSample>,
    checkpoint: Checkpoint,
  ): Promise<Reply> {
    const {
      path,
      points,
      seed,
      billedMonths,
      filesFolder = isServerAddress(path) ? null : `${path}.files`,
    } = input;
    if (filesFolder === null) return refusal({ code: 'folder_needed', detail: { field: 'filesFolder' } });
    const now = instantText(this.#options.clock);
    const period = input.period ?? addMonths(periodOf(businessDateAt(now, 'Asia/Shanghai')), -1);
    const plan = {
      points,
      seed,
      period,
      billedMonths,
      now,
      newId: this.#options.newId,
      filesFolder,
      checkpoint,
    };
    let sample: SampleResult | null = null;
    const reply = await this.#makeLedger(path, now, async (tx) => {
      sample = await fillSampleOffice(tx, plan);
    });
    if (!reply.ok || sample === null) return reply;
    const { users, password, files }: SampleResult = sample;
    return answer({ ...(reply.value as object), users, password, files });
  }

  async #makeLedger(
    name: string,
    now: string,
    fill: (tx: LedgerTransaction) => Promise<void>,
  ): Promise<Reply> {
    const { newId, fileSystems } = this.#options;
    const created = await createLedger({ name, now, tag: newId(), fill, fileSystems });
    return created.ok ? this.open(name) : refusal(created.error);
  }

  async #check(session: Session, checkpoint: Checkpoint): Promise<Reply> {
    if (!this.#ledger?.isThere()) return fault('no_ledger');
    const actor = await session.actor(this.#ledger.reader);
    if (actor === null) return fault('not_signed_in');
    const { permission } = ledgerCheck;
    if (permission && !isPermitted(actor.roles, permission)) return fault('forbidden', { permission });
    return answer(await checkLedger(this.#ledger, checkpoint));
  }
}
