import { fork } from 'node:child_process';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import type { FromCore, ToCore } from '#shared/contract/wire.ts';

/** The running ledger process, whichever way it was started. */
export type CoreChild = {
  readonly post: (message: ToCore) => void;
  readonly kill: () => void;
};

export type CoreChildListener = {
  readonly onMessage: (message: FromCore) => void;
  /** Called once, however it ended. */
  readonly onExit: (exitCode: number | null) => void;
};

/** The SQLite module needs this version of Node-API; an older runtime crashes while loading it. */
const NEEDED_NAPI = 10;

/**
 * Starts core beside the windows: as a utility process of Electron or, where Electron's Node.js is too old for the
 * ledger (the substitute used for tests), as a child on the project's own Node.js. Both speak the same messages.
 */
export function startCoreChild(entry: string, listener: CoreChildListener): CoreChild {
  if (Number(process.versions.napi) >= NEEDED_NAPI) {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Meterbook ledger', stdio: 'inherit' });
    child.on('message', listener.onMessage);
    child.once('exit', listener.onExit);
    return { post: (message) => child.postMessage(message), kill: () => child.kill() };
  }
  const child = fork(entry, [], {
    execPath: join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node'),
    execArgv: [],
    serialization: 'advanced',
  });
  let ended = false;
  const end = (exitCode: number | null) => {
    if (ended) return;
    ended = true;
    listener.onExit(exitCode);
  };
  child.on('message', (message) => listener.onMessage(message as FromCore));
  child.once('exit', end);
  child.once('error', () => end(null));
  return {
    // A message to a process that just died is lost like the others; its end is reported separately.
    post: (message) => child.connected && child.send(message, () => undefined),
    kill: () => child.kill('SIGKILL'),
  };
}
