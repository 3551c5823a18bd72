import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Logs as JSON lines to stderr, so that stdout stays the answer of the command line. */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.password', '*.currentPassword', '*.newPassword', '*.password_hash'],
        remove: true,
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
