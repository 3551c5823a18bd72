import type { CommandContract, InputOf, OutputOf } from '#shared/contract/define.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../../db/database.ts';
import { loadOffice } from '../../db/repositories/access/office.ts';
import type { OfficeRow } from '../../db/schema/access.ts';
import type { AuditNote, CommandHandler } from '../../rpc/handlers.ts';
import { writeTrail } from '../../rpc/pipeline.ts';
import { businessDateAt } from '../../runtime/clock.ts';
import { SAMPLE_PEOPLE } from '../people.ts';

export type DesksPlan = {
  readonly tx: LedgerTransaction;
  readonly newId: () => string;
  /** The instant at which the sample is made. */
  readonly now: string;
  readonly userIds: ReadonlyMap<string, string>;
  /** Hears how many payments were taken; stops the work where the person cancelled. */
  readonly checkpoint: (paymentCount: number) => Promise<void>;
};

/** The people of the sample at their work on days gone by: the handlers of their commands, with their trail. */
export class SampleDesks {
  readonly #plan: DesksPlan;
  readonly #office: OfficeRow;
  #now: string;
  #paymentCount = 0;

  private constructor(plan: DesksPlan, office: OfficeRow) {
    this.#plan = plan;
    this.#office = office;
    this.#now = plan.now;
  }

  static async open(plan: DesksPlan): Promise<SampleDesks> {
    return new SampleDesks(plan, await loadOffice(plan.tx));
  }

  /** Goes to the morning of a day; `false` where the morning is still to come. */
  goTo(day: LocalDate): boolean {
    const morning = `${day}T01:00:00.000Z`;
    if (morning > this.#plan.now) return false;
    this.#now = morning;
    return true;
  }

  /** The day on which the people work. */
  get today(): LocalDate {
    return businessDateAt(this.#now, this.#office.time_zone);
  }

  /** A command that must succeed, as one of the people sends it. */
  async run<C extends CommandContract>(
    userName: string,
    contract: C,
    handler: CommandHandler,
    input: InputOf<C>,
    prepared: unknown = undefined,
  ): Promise<OutputOf<C>> {
    const { tx, newId } = this.#plan;
    assert(handler.contract.name === contract.name, `the handler of ${contract.name}`);
    const notes: AuditNote[] = [];
    const context = {
      actor: this.#actor(userName),
      now: this.#now,
      businessDate: this.today,
      office: this.#office,
      commandId: newId(),
      newId,
      tx,
      // Nothing of the sample is committed before all of it is.
      helper: null,
      checkpoint: () => this.#plan.checkpoint(this.#paymentCount),
      audit: (note: AuditNote) => void notes.push(note),
      publish: () => {},
      session: NO_SESSION,
      refuse: (code: string) => refuseNothing(contract.name, code),
      refuseKeepingWrites: (code: string) => refuseNothing(contract.name, code),
    };
    const result = await handler.execute(context, contract.input.parse(input), prepared);
    assert(result.ok, `the sample can do ${contract.name}`);
    await writeTrail(tx, handler, context, notes);
    return contract.output.parse(result.value) as OutputOf<C>;
  }

  /** One payment more was taken. */
  async countPayment(): Promise<void> {
    this.#paymentCount += 1;
    await this.#plan.checkpoint(this.#paymentCount);
  }

  #actor(userName: string) {
    const person = SAMPLE_PEOPLE.find((one) => one.userName === userName);
    const userId = this.#plan.userIds.get(userName);
    assert(person && userId !== undefined, `the sample has ${userName}`);
    return { ...person, userId, mustChangePassword: false };
  }
}

const NO_SESSION = { start: () => {}, end: () => {} };

function refuseNothing(name: string, code: string): never {
  throw new Error(`the sample was refused ${name}: ${code}`);
}
