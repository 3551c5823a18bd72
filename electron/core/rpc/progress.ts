import { setImmediate } from 'node:timers/promises';

/** Thrown by a checkpoint after the person cancelled; it rolls the transaction back. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

const REPORT_EVERY_MS = 100;

/**
 * Makes the `checkpoint` of one command: yields, so that queries and a cancellation get in; reports
 * at most ten times a second, and at once where another part of the work begins, which has a total of its own.
 */
export function createCheckpoint(
  signal: AbortSignal,
  report: (done: number, total: number) => void,
): (done: number, total: number) => Promise<void> {
  let reportedAt = 0;
  let reportedTotal: number | null = null;
  return async (done, total) => {
    await setImmediate();
    if (signal.aborted) throw new Cancelled();
    const now = performance.now();
    if (total !== reportedTotal || now - reportedAt >= REPORT_EVERY_MS || done >= total) {
      reportedAt = now;
      reportedTotal = total;
      report(done, total);
    }
  };
}
