import { flushCompileCache } from 'node:module';
import { text } from 'node:stream/consumers';
import BetterSqlite3 from 'better-sqlite3';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';
import { SAMPLE_PASSWORD } from '#core/sample/people.ts';
import { sessionSignIn } from '#shared/contract/access.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk } from '../../support/office.ts';

/**
 * When a desk dies: at the first word of its progress, when the first row is written, or when everything is written and
 * only the commit is missing.
 */
export type Moment = 'progress' | 'first write' | 'commit';

/** What a desk is told that is going to die. */
export type KilledOrder = {
  /** `null`: the command itself makes one. */
  readonly ledger: string | null;
  readonly userName: string;
  readonly now: number;
  readonly settingsFolder: string;
  readonly moment: Moment;
  readonly command: { readonly name: string; readonly commandId: string; readonly input: unknown };
};

const WRITE = /^\s*(?:insert|update|delete)\b/i;
const die = () => process.kill(process.pid, 'SIGKILL');

/** Lets the process die in the middle of what SQLite is told to do from now on. */
function dieAtStatement(moment: Moment): void {
  const statement = new BetterSqlite3(':memory:').prepare('select 1');
  const prototype: BetterSqlite3.Statement = Object.getPrototypeOf(statement);
  const { run } = prototype;
  prototype.run = function (...values) {
    if (moment === 'commit' && this.source === 'commit') die();
    const done = run.apply(this, values);
    if (moment === 'first write' && WRITE.test(this.source)) die();
    return done;
  };
}

/** A desk in a process of its own that carries out one command and dies in the middle of it. */
const { ledger, userName, now, settingsFolder, moment, command }: KilledOrder = JSON.parse(
  await text(process.stdin),
);
const core = new Core({ log: createLog('silent'), settingsFolder, clock: () => now });
const desk = new Desk(
  core.connect(({ topic }) => {
    if (topic === 'progress' && moment === 'progress') die();
  }),
);
if (ledger !== null) {
  await desk.run(ledgerOpen, { path: ledger });
  await desk.run(sessionSignIn, { userName, password: SAMPLE_PASSWORD });
}
dieAtStatement(moment);
// Who is killed leaves nothing for the next one, who would compile everything again.
flushCompileCache();
console.log(JSON.stringify(await desk.connection.request(command)));
await core.close();
