import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { type ReadingPolicy, readingPolicyOf } from '#shared/domain/reading/policy.ts';
import type { LedgerTransaction } from '../../database.ts';

/** Who takes readings, when, and under which parameters of the office. */
export type IntakeContext = {
  readonly tx: LedgerTransaction;
  readonly newId: () => string;
  readonly userId: string;
  readonly now: string;
  readonly businessDate: LocalDate;
  /** `office.settings_json`. */
  readonly settingsJson: string;
};

type Command = Pick<IntakeContext, 'tx' | 'newId' | 'now' | 'businessDate'> & {
  readonly actor: { readonly userId: string };
  readonly office: { readonly settings_json: string };
};

/** What the intake of readings needs of a command. */
export function intakeContext({ tx, newId, actor, now, businessDate, office }: Command): IntakeContext {
  return { tx, newId, userId: actor.userId, now, businessDate, settingsJson: office.settings_json };
}

/** Where the readings come from. */
export type IntakeSource = {
  readonly period: Period;
  readonly batchId: string | null;
  /** Batches whose values the new ones may replace: earlier revisions of the same file; or all. */
  readonly revisedBatches: ReadonlySet<string> | 'all';
  readonly routeId: string | null;
  readonly source: 'file' | 'keyed';
  /** How an estimated value was made. */
  readonly estimateMethod: string;
  readonly reason: string | null;
};

/** The office's reading parameters by class of customers. */
export class ReadingPolicies {
  readonly #settings: unknown;
  readonly #byClass = new Map<string, ReadingPolicy>();

  constructor(settingsJson: string) {
    this.#settings = JSON.parse(settingsJson);
  }

  of(customerClass: string): ReadingPolicy {
    let policy = this.#byClass.get(customerClass);
    if (!policy) {
      policy = readingPolicyOf(this.#settings, customerClass);
      this.#byClass.set(customerClass, policy);
    }
    return policy;
  }
}
