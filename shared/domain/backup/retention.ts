import { addDays, localDate, weekdayOf } from '../localDate.ts';
import type { BackupKeep } from './plan.ts';

/** Day, week (its Monday) and month of an instant, by UTC: they only group backups. */
const GROUPS = {
  daily: (at: string) => at.slice(0, 10),
  weekly: (at: string) => {
    const day = localDate(at.slice(0, 10));
    return addDays(day, 1 - weekdayOf(day));
  },
  monthly: (at: string) => at.slice(0, 7),
} as const satisfies Record<keyof BackupKeep, (at: string) => string>;

/**
 * Which backups may go: all but the latest of each of the last so many days, weeks and months that
 * have one. The latest backup of all always stays.
 *
 * @param instants UTC instants at which the backups were made, in any order
 */
export function backupsToRemove(instants: readonly string[], keep: BackupKeep): readonly string[] {
  const latestFirst = [...instants].sort().reverse();
  const kept = new Set(latestFirst.slice(0, 1));
  for (const group of ['daily', 'weekly', 'monthly'] as const) {
    const seen = new Set<string>();
    for (const at of latestFirst) {
      const name = GROUPS[group](at);
      if (seen.has(name)) continue;
      if (seen.size === keep[group]) break;
      seen.add(name);
      kept.add(at);
    }
  }
  return latestFirst.filter((at) => !kept.has(at));
}
