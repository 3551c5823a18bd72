import { commandClarify } from '#shared/contract/access.ts';
import type { Reply, RequestBody } from '#shared/contract/wire.ts';
import { isPermitted } from '#shared/domain/access/permissions.ts';
import { confirmedEntryNoOf, decidePostingDay } from '#shared/domain/accounting/postingDay.ts';
import { type LocalDate, periodOf } from '#shared/domain/localDate.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { Helper } from '../aside/helper.ts';
import { createBackup } from '../backup/createBackup.ts';
import type { LedgerDatabase, LedgerTransaction } from '../db/database.ts';
import type { Ledger } from '../db/ledger.ts';
import { appendAudit } from '../db/repositories/access/audit.ts';
import { insertLoggedCommand, loadLoggedCommand } from '../db/repositories/access/commandLog.ts';
import { loadOffice } from '../db/repositories/access/office.ts';
import { isPeriodClosed } from '../db/repositories/accounting/closedPeriods.ts';
import { loadLastPosting } from '../db/repositories/accounting/journal.ts';
import type { CommandLogRow, OfficeRow } from '../db/schema/access.ts';
import type { Files } from '../files/index.ts';
import { canonicalJson, sha256 } from '../runtime/canonicalJson.ts';
import { businessDateAt, type Clock, instantText } from '../runtime/clock.ts';
import { answer, fault, invalidInput, refusal } from './answers.ts';
import type {
  Actor,
  AuditNote,
  CommandHandler,
  Handler,
  OpenCommandContext,
  PrepareContext,
  QueryHandler,
  Refusal,
} from './handlers.ts';
import type { Session } from './session.ts';

/** What one call brings along besides its body. */
export type Call = {
  readonly ledger: Ledger;
  readonly helper: Helper | null;
  readonly session: Session;
  readonly clock: Clock;
  readonly files: Files;
  readonly newId: () => string;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
  readonly publish: (topics: readonly string[]) => void;
};

/** The one way of every call: parse, authorise, then read or carry out. */
export async function carryOut(call: Call, handler: Handler, body: RequestBody): Promise<Reply> {
  const parsed = handler.contract.input.safeParse(body.input);
  if (!parsed.success) return invalidInput(parsed.error);
  const reader = call.ledger.reader;
  const actor = await call.session.actor(reader);
  const denied = authorise(handler, actor);
  if (denied) return denied;
  if (handler.kind === 'query') return runQuery(call, handler, actor, parsed.data);
  const { commandId } = body;
  if (commandId === undefined || commandId.length < 8 || commandId.length > 64) {
    return fault('invalid_input', { issues: [{ path: 'commandId', code: 'required' }] });
  }
  return runCommand(call, handler, actor, { commandId, input: parsed.data, isDryRun: body.dryRun === true });
}

function authorise(handler: Handler, actor: Actor | null): Reply | null {
  const { permission, name } = handler.contract;
  if (permission === null) return null;
  if (actor === null) return fault('not_signed_in');
  if (!isPermitted(actor.roles, permission)) return fault('forbidden', { permission });
  if (actor.mustChangePassword && name !== 'session.changePassword') return fault('password_change_required');
  return null;
}

function refuse(code: string, detail: Readonly<Record<string, unknown>> = {}) {
  return refused<Refusal>({ code, detail });
}

async function sharedContext(call: Call, db: LedgerDatabase, actor: Actor | null) {
  const office = await loadOffice(db);
  const now = instantText(call.clock);
  return { actor, office, now, businessDate: businessDateAt(now, office.time_zone), refuse };
}

async function runQuery(
  call: Call,
  handler: QueryHandler,
  actor: Actor | null,
  input: unknown,
): Promise<Reply> {
  const db = call.ledger.reader;
  const shared = await sharedContext(call, db, actor);
  // A query that needs no permission does not look at its actor; all others have one by now.
  const result = await handler.run({ ...shared, actor: actor as Actor, db }, input);
  return result.ok ? answer(handler.contract.output.parse(result.value)) : refusal(result.error);
}

type Command = { readonly commandId: string; readonly input: unknown; readonly isDryRun: boolean };

async function runCommand(
  call: Call,
  handler: CommandHandler,
  actor: Actor | null,
  command: Command,
): Promise<Reply> {
  const { name } = handler.contract;
  const inputHash = sha256(canonicalJson([name, actor?.userId ?? null, command.input]));
  const earlierReply = async (db: LedgerDatabase): Promise<Reply | null> => {
    if (!handler.isRemembered || command.isDryRun) return null;
    const logged = await loadLoggedCommand(db, command.commandId);
    if (!logged) return null;
    if (logged.input_hash === inputHash) return answer(JSON.parse(logged.result_json));
    return name === commandClarify.name
      ? outcomeOf(logged, actor)
      : fault('command_id_reused', { commandId: command.commandId });
  };
  const repeated = await earlierReply(call.ledger.reader);
  if (repeated) return repeated;
  const shared = await sharedContext(call, call.ledger.reader, actor);
  const work = { commandId: command.commandId, newId: call.newId, checkpoint: call.checkpoint };

  let prepared: unknown;
  if (handler.prepare) {
    const db = call.ledger.reader;
    const backUp: PrepareContext['backUp'] = (order) =>
      createBackup(call.ledger, { ...order, now: shared.now, checkpoint: call.checkpoint });
    const rehearse: PrepareContext['rehearse'] = (work) => rolledBack(call.ledger, work);
    const result = await handler.prepare(
      { ...shared, ...work, actor: actor as Actor, db, files: call.files, backUp, rehearse },
      command.input,
    );
    if (!result.ok) return refusal(result.error);
    prepared = result.value;
  }
  let effects: Effects = { notes: [], topics: [], session: [] };
  const reply = await inTransaction(call.ledger, async (tx) => {
    // A transaction that another desk was in the way of is done again from its beginning.
    effects = { notes: [], topics: [], session: [] };
    // Asked again inside: the same command may have run while this one waited for its turn.
    const earlier = await earlierReply(tx);
    if (earlier) return { reply: earlier, keep: false };
    if (handler.contract.posts) {
      const day = await postingDay(tx, shared);
      if (!day.ok) return { reply: refusal(day.error), keep: false };
    }
    const context = { ...shared, ...work, ...recording(effects), tx, helper: call.helper };
    const result = await handler.execute(context, command.input, prepared);
    if (!result.ok) {
      if (result.error.keepWrites) await writeTrail(tx, handler, context, effects.notes);
      return { reply: refusal(result.error), keep: result.error.keepWrites === true };
    }
    const value: unknown = handler.contract.output.parse(result.value);
    if (command.isDryRun) return { reply: answer(value), keep: false };
    await writeTrail(tx, handler, context, effects.notes);
    if (handler.isRemembered) {
      await insertLoggedCommand(tx, {
        command_id: command.commandId,
        command_name: name,
        input_hash: inputHash,
        result_json: JSON.stringify(value),
        user_id: actor?.userId ?? null,
        recorded_at: shared.now,
      });
    }
    await call.ledger.announce(tx, effects.topics);
    return { reply: answer(value), keep: true };
  });
  if (reply.ok && !command.isDryRun) {
    for (const apply of effects.session) apply(call.session);
    if (effects.topics.length > 0) call.publish(effects.topics);
  }
  return reply;
}

/** Whether the journal takes entries on the day that this computer shows. */
async function postingDay(
  tx: LedgerTransaction,
  { businessDate, office }: { readonly businessDate: LocalDate; readonly office: OfficeRow },
) {
  return decidePostingDay({
    today: businessDate,
    isPeriodClosed: await isPeriodClosed(tx, periodOf(businessDate)),
    last: await loadLastPosting(tx),
    confirmedEntryNo: confirmedEntryNoOf(JSON.parse(office.settings_json)),
  });
}

/** What became of a command, for the person who sent it. */
function outcomeOf(logged: CommandLogRow, actor: Actor | null): Reply {
  if (logged.user_id !== actor?.userId) return refusal({ code: 'not_sender', detail: {} });
  const { command_name: commandName, result_json: result } = logged;
  return answer({ state: 'done', commandName, answer: JSON.parse(result) });
}

type Effects = {
  readonly notes: AuditNote[];
  readonly topics: string[];
  readonly session: ((session: Session) => void)[];
};

function recording(effects: Effects) {
  return {
    audit: (note: AuditNote) => void effects.notes.push(note),
    publish: (topic: string) => void effects.topics.push(topic),
    session: {
      start: (userId: string) => void effects.session.push((session) => session.start(userId)),
      end: () => void effects.session.push((session) => session.end()),
    },
    refuseKeepingWrites: (code: string, detail: Readonly<Record<string, unknown>> = {}) =>
      refused<Refusal>({ code, detail, keepWrites: true }),
  };
}

/** Every command leaves a trace, also one whose handler has nothing to add. */
export async function writeTrail(
  tx: LedgerTransaction,
  handler: CommandHandler,
  context: Pick<OpenCommandContext, 'now' | 'actor' | 'commandId'>,
  notes: readonly AuditNote[],
): Promise<void> {
  const { name, stage } = handler.contract;
  const all = notes.length > 0 ? notes : [{ subjectType: stage, subjectId: context.commandId, detail: {} }];
  await appendAudit(
    tx,
    all.map((note) => ({
      recorded_at: context.now,
      user_id: context.actor?.userId ?? null,
      user_name: context.actor?.userName ?? '',
      command_name: name,
      command_id: context.commandId,
      subject_type: note.subjectType,
      subject_id: note.subjectId,
      detail_json: canonicalJson(note.detail),
    })),
  );
}

/** Carries what work that must leave nothing behind came to out of the transaction. */
class RolledBack<Value> extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super('rolled back');
    this.value = value;
  }
}

async function rolledBack<Value>(
  ledger: Ledger,
  work: (tx: LedgerTransaction) => Promise<Value>,
): Promise<Value> {
  const outcome = await ledger
    .transact(async (tx): Promise<never> => {
      throw new RolledBack(await work(tx));
    })
    .catch((error: unknown) => {
      if (error instanceof RolledBack) return error as RolledBack<Value>;
      throw error;
    });
  return outcome.value;
}

async function inTransaction(
  ledger: Ledger,
  work: (tx: LedgerTransaction) => Promise<{ readonly reply: Reply; readonly keep: boolean }>,
): Promise<Reply> {
  const outcome: Result<Reply, RolledBack<Reply>> = await ledger
    .transact(async (tx) => {
      const { reply, keep } = await work(tx);
      if (!keep) throw new RolledBack(reply);
      return ok(reply);
    })
    .catch((error: unknown) => {
      if (error instanceof RolledBack) return refused(error as RolledBack<Reply>);
      throw error;
    });
  return outcome.ok ? outcome.value : outcome.error.value;
}
