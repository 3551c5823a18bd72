import type * as access from '#shared/contract/access.ts';
import type * as accounting from '#shared/contract/accounting.ts';
import type * as backup from '#shared/contract/backup.ts';
import type * as bankFiles from '#shared/contract/bankFiles.ts';
import type * as billCorrection from '#shared/contract/billCorrection.ts';
import type * as billing from '#shared/contract/billing.ts';
import type * as collection from '#shared/contract/collection.ts';
import type * as customers from '#shared/contract/customers.ts';
import type { RefusalOf } from '#shared/contract/define.ts';
import type * as differences from '#shared/contract/differences.ts';
import type * as holidays from '#shared/contract/holidays.ts';
import type * as ledger from '#shared/contract/ledger.ts';
import type * as mappingProfile from '#shared/contract/mappingProfile.ts';
import type * as meters from '#shared/contract/meters.ts';
import type * as parameters from '#shared/contract/parameters.ts';
import type * as reading from '#shared/contract/reading.ts';
import type * as readingAnomalies from '#shared/contract/readingAnomalies.ts';
import type * as readingFiles from '#shared/contract/readingFiles.ts';
import type * as reconciliation from '#shared/contract/reconciliation.ts';
import type * as subSupply from '#shared/contract/subSupply.ts';
import type * as supply from '#shared/contract/supply.ts';
import type * as tariff from '#shared/contract/tariff.ts';
import type { FaultCode } from '#shared/contract/wire.ts';
import type { BillRule } from '#shared/domain/billing/billRules.ts';
import type { commands } from './zh/commands.ts';

/** The same keys in every language: a missing or an extra word is a type error. */
export type Words<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Words<Texts[Key]>;
};

type RefusalsOf<Module> = RefusalOf<Module[keyof Module]>;

/** What a window says by itself of a command whose answer never came (renderer/api/useCommand.ts). */
export type OutcomeCode = 'being_clarified' | 'not_done';

/** Every code that may stand in a reply's error. */
export type ErrorCode =
  | FaultCode
  | OutcomeCode
  | RefusalsOf<typeof access>
  | RefusalsOf<typeof accounting>
  | RefusalsOf<typeof backup>
  | RefusalsOf<typeof bankFiles>
  | RefusalsOf<typeof billCorrection>
  | RefusalsOf<typeof billing>
  | RefusalsOf<typeof collection>
  | RefusalsOf<typeof customers>
  | RefusalsOf<typeof differences>
  | RefusalsOf<typeof holidays>
  | RefusalsOf<typeof parameters>
  | RefusalsOf<typeof ledger>
  | RefusalsOf<typeof mappingProfile>
  | RefusalsOf<typeof meters>
  | RefusalsOf<typeof reading>
  | RefusalsOf<typeof readingAnomalies>
  | RefusalsOf<typeof readingFiles>
  | RefusalsOf<typeof reconciliation>
  | RefusalsOf<typeof subSupply>
  | RefusalsOf<typeof supply>
  | RefusalsOf<typeof tariff>;

/** The key of a bill rule's words: a point leads into another level, an underscore into another form of a word. */
type Hyphened<Text extends string, Mark extends string> = Text extends `${infer Left}${Mark}${infer Right}`
  ? `${Left}-${Hyphened<Right, Mark>}`
  : Text;
export type RuleWord = Hyphened<Hyphened<BillRule, '.'>, '_'>;

type Nouns = typeof commands;

/** The name of a command for which there are words. */
export type CommandName = { [Noun in keyof Nouns]: `${Noun}.${keyof Nouns[Noun] & string}` }[keyof Nouns];
