import type { z } from 'zod';
import type { Permission } from '../domain/access/permissions.ts';

export const STAGES = [
  'reading',
  'billing',
  'collection',
  'reconciliation',
  'accounting',
  'tariff',
  'customers',
  'access',
  'indicators',
  'ledger',
] as const;
export type Stage = (typeof STAGES)[number];

type Spec<Input extends z.ZodType, Output extends z.ZodType> = {
  /** Wire name, `noun.verb`. */
  readonly name: string;
  readonly stage: Stage;
  /** `null`: open to everybody who is connected (signing in, opening a ledger). */
  readonly permission: Permission | null;
  readonly input: Input;
  readonly output: Output;
};

export type CommandContract<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Refusal extends string = string,
> = Spec<Input, Output> & {
  readonly kind: 'command';
  /** Refusal codes in their order of precedence: the first that holds is the one reported. */
  readonly refusals: readonly Refusal[];
  /** Writes into the journal on the business date, and is refused with one of `POSTING_REFUSALS` where that cannot be. */
  readonly posts: boolean;
};

export type QueryContract<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Refusal extends string = string,
> = Spec<Input, Output> & { readonly kind: 'query'; readonly refusals: readonly Refusal[] };

export type Contract = CommandContract | QueryContract;
export type InputOf<C extends { input: z.ZodType }> = z.input<C['input']>;
export type ParsedInputOf<C extends { input: z.ZodType }> = z.output<C['input']>;
export type OutputOf<C extends { output: z.ZodType }> = z.output<C['output']>;
export type RefusalOf<C> = C extends { refusals: readonly (infer Code)[] } ? Code : never;

/** Why nothing can be posted on the business date: its month is closed, or the computer's clock is behind the books. */
export const POSTING_REFUSALS = ['period_closed', 'clock_behind'] as const;

/** Declares something that changes the ledger. It is handled once, in electron/core/commands/<stage>. */
export function defineCommand<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends string,
>(
  spec: Spec<Input, Output> & { readonly refusals: readonly Refusal[]; readonly posts?: true },
): CommandContract<Input, Output, Refusal> {
  return { ...spec, kind: 'command', posts: spec.posts ?? false };
}

/** Declares something that only looks. It is handled once, in electron/core/queries/<stage>. */
export function defineQuery<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends string = never,
>(
  spec: Spec<Input, Output> & { readonly refusals?: readonly Refusal[] },
): QueryContract<Input, Output, Refusal> {
  return { ...spec, refusals: spec.refusals ?? [], kind: 'query' };
}
