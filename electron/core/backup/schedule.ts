import { rm } from 'node:fs/promises';
import type { backupList } from '#shared/contract/backup.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { backupPlanOf, isBackupDue } from '#shared/domain/backup/plan.ts';
import { backupsToRemove } from '#shared/domain/backup/retention.ts';
import type { Ledger } from '../db/ledger.ts';
import { loadOffice } from '../db/repositories/access/office.ts';
import { type Clock, instantText } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { createBackup, listBackups } from './createBackup.ts';

type Options = {
  readonly clock: Clock;
  readonly log: Log;
  readonly onBackup: () => void;
};
type Failure = NonNullable<OutputOf<typeof backupList>['lastFailure']>;

const LOOK_EVERY_MS = 5 * 60 * 1000;

/** Makes the backups of the plan while a ledger is open, and removes those that the plan no longer keeps. */
export class BackupSchedule {
  readonly #options: Options;
  readonly #ledger: Ledger;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #lastFailure: Failure | null = null;

  constructor(ledger: Ledger, options: Options) {
    this.#ledger = ledger;
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    // A process that has nothing else to do may end.
    this.#timer.unref();
  }

  get lastFailure(): Failure | null {
    return this.#lastFailure;
  }

  /** Makes a backup if one is due; one at a time, however often it is asked. */
  look(): Promise<void> {
    this.#running = this.#running.then(() => this.#backUpIfDue());
    return this.#running;
  }

  /** Waits for the backup at work, then makes no more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #backUpIfDue(): Promise<void> {
    const now = instantText(this.#options.clock);
    try {
      const code = await this.#backUp(now);
      if (code === undefined) return;
      this.#lastFailure = code === null ? null : { at: now, code };
      if (code !== null) this.#options.log.error({ code }, 'scheduled backup refused');
    } catch (error) {
      // Nobody waits for this work, so the error is written down and shown on the page of backups.
      this.#options.log.error({ err: error }, 'scheduled backup failed');
      this.#lastFailure = { at: now, code: 'internal' };
    }
    this.#options.onBackup();
  }

  /** `undefined`: none was due; `null`: made; otherwise why not. */
  async #backUp(now: string): Promise<string | null | undefined> {
    const office = await loadOffice(this.#ledger.reader);
    const plan = backupPlanOf(JSON.parse(office.settings_json));
    if (plan.folder === null) return undefined;
    const made = (await listBackups(plan.folder)).map(({ createdAt }) => createdAt);
    if (!isBackupDue(plan, made, now)) return undefined;
    const backup = await createBackup(this.#ledger, {
      folder: plan.folder,
      key: plan.key,
      now,
      checkpoint: async () => {},
    });
    if (!backup.ok) return backup.error.code;
    // Those from before the clock was set back are nobody's latest of a day: they stay until it has caught up.
    const stored = (await listBackups(plan.folder)).filter(({ createdAt }) => createdAt <= now);
    const gone = new Set(
      backupsToRemove(
        stored.map(({ createdAt }) => createdAt),
        plan.keep,
      ),
    );
    for (const { path, createdAt } of stored) if (gone.has(createdAt)) await rm(path, { force: true });
    return null;
  }
}
