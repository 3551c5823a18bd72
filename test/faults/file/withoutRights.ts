import BetterSqlite3 from 'better-sqlite3';
import { Core } from '#core/core.ts';
import { createLog } from '#core/runtime/log.ts';

/** Opens a ledger as a person who may only do what the file system lets everybody do; says what was answered. */
const [path = '', settingsFolder = ''] = process.argv.slice(2);
// The library's binary is loaded while this process may still read it.
new BetterSqlite3(':memory:').close();
const core = new Core({ log: createLog('error'), settingsFolder });
if (process.getuid?.() === 0) process.setuid?.('nobody');
const connection = core.connect(() => {});
const reply = await connection.request({
  name: 'ledger.open',
  commandId: 'open-without-rights',
  input: { path },
});
await core.close();
console.log(JSON.stringify(reply));
