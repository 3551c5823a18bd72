import { isServerAddress } from '#shared/contract/ledger.ts';
import type { Result } from '#shared/lib/result.ts';
import { postgresPlace } from './dialect/postgresLedger.ts';
import { sqlitePlace } from './dialect/sqliteLedger.ts';
import type { Ledger, LedgerPlace, NewLedger, Opening, OpenRefusal } from './ledger.ts';

function placeOf(name: string): LedgerPlace {
  return isServerAddress(name) ? postgresPlace : sqlitePlace;
}

/** Makes a ledger and fills it; on any refusal or error there is none. */
export function createLedger(plan: NewLedger): Promise<Result<null, OpenRefusal>> {
  return placeOf(plan.name).create(plan);
}

/** Opens a ledger and brings it up to date; refuses what this program must not touch. */
export function openLedger(opening: Opening): Promise<Result<Ledger, OpenRefusal>> {
  return placeOf(opening.name).open(opening);
}

/** What a ledger of this name is called in answers, on screens and in logs. */
export function shownLedger(name: string): string {
  return placeOf(name).shown(name);
}
