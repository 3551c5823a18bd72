import { backupInspect, backupList, backupRestore, ledgerMove } from '#shared/contract/backup.ts';
import type { Contract, ParsedInputOf } from '#shared/contract/define.ts';
import type { Reply, RequestBody } from '#shared/contract/wire.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { backupPlanOf } from '#shared/domain/backup/plan.ts';
import { backupFacts, rowCountOf } from '../backup/backupFacts.ts';
import { listBackups } from '../backup/createBackup.ts';
import { moveLedger } from '../backup/moveLedger.ts';
import { inspectBackup, restoreBackup } from '../backup/restoreBackup.ts';
import type { BackupSchedule } from '../backup/schedule.ts';
import type { Ledger } from '../db/ledger.ts';
import { shownLedger } from '../db/open.ts';
import { loadOffice } from '../db/repositories/access/office.ts';
import { type Clock, instantText } from '../runtime/clock.ts';
import { answer, fault, invalidInput, refusal } from './answers.ts';
import type { Session } from './session.ts';

const CONTRACTS: readonly Contract[] = [backupList, backupInspect, backupRestore, ledgerMove];

type Checkpoint = (done: number, total: number) => Promise<void>;
type Options = {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly ledger: () => Ledger | null;
  readonly schedule: () => BackupSchedule | null;
  /** Opens a ledger; the answer of the call. */
  readonly open: (path: string) => Promise<Reply>;
};

/** The calls about backup files. They stand outside the pipeline: a restore begins without a ledger. */
export class BackupCalls {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  answers(name: string): boolean {
    return CONTRACTS.some((contract) => contract.name === name);
  }

  async carryOut(body: RequestBody, session: Session, checkpoint: Checkpoint): Promise<Reply> {
    const contract = CONTRACTS.find(({ name }) => name === body.name);
    const parsed = contract?.input.safeParse(body.input);
    if (!parsed?.success) return parsed ? invalidInput(parsed.error) : fault('unknown_command');
    switch (body.name) {
      case backupInspect.name:
        return this.#inspect((parsed.data as ParsedInputOf<typeof backupInspect>).path);
      case backupRestore.name:
        return this.#restore(
          parsed.data as ParsedInputOf<typeof backupRestore>,
          body.dryRun === true,
          checkpoint,
        );
      case ledgerMove.name:
        return this.#move(parsed.data as ParsedInputOf<typeof ledgerMove>, checkpoint);
      default:
        return this.#list(session);
    }
  }

  async #inspect(path: string): Promise<Reply> {
    const inspected = await inspectBackup(path);
    if (!inspected.ok) return refusal(inspected.error);
    return answer({ ...backupFacts(inspected.value), rowCount: rowCountOf(inspected.value) });
  }

  async #restore(
    { path, toPath, password }: ParsedInputOf<typeof backupRestore>,
    isDryRun: boolean,
    checkpoint: Checkpoint,
  ): Promise<Reply> {
    const { clock, newId, open } = this.#options;
    const now = instantText(clock);
    const order = { path, toName: toPath, password, isDryRun, now, newId, checkpoint };
    const restored = await restoreBackup(order);
    if (!restored.ok) return refusal(restored.error);
    if (!isDryRun) {
      const opened = await open(toPath);
      if (!opened.ok) return opened;
    }
    const facts = { ...backupFacts(restored.value), rowCount: rowCountOf(restored.value) };
    return answer({ ...facts, ledgerPath: shownLedger(toPath) });
  }

  async #move({ from, to }: ParsedInputOf<typeof ledgerMove>, checkpoint: Checkpoint): Promise<Reply> {
    const { clock, newId } = this.#options;
    const moved = await moveLedger({ from, to, now: instantText(clock), newId, checkpoint });
    if (!moved.ok) return refusal(moved.error);
    const { auditSequence, rowCounts } = moved.value;
    const rowCount = Object.values(rowCounts).reduce((sum, count) => sum + count, 0);
    return answer({ ledgerPath: shownLedger(to), rowCount, auditSequence });
  }

  async #list(session: Session): Promise<Reply> {
    const ledger = this.#options.ledger();
    if (!ledger?.isThere()) return fault('no_ledger');
    const actor = await session.actor(ledger.reader);
    if (actor === null) return fault('not_signed_in');
    const { permission } = backupList;
    if (permission && !isPermitted(actor.roles, permission)) return fault('forbidden', { permission });
    const office = await loadOffice(ledger.reader);
    const { key, ...plan } = backupPlanOf(JSON.parse(office.settings_json));
    return answer({
      plan: { ...plan, isSealed: key !== null },
      lastFailure: this.#options.schedule()?.lastFailure ?? null,
      backups: plan.folder === null ? [] : await listBackups(plan.folder),
    });
  }
}
