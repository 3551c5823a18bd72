import type { FromCore, ToCore } from '#shared/contract/wire.ts';

/** Electron's utility process gives this instead of the channel of a child process. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: ToCore }) => void): void;
  postMessage(message: FromCore): void;
};

export type Parent = { readonly send: (message: FromCore) => void };

/**
 * The wire to main, the same over a utility process and over a child of plain Node. When main goes
 * away, so does the ledger process.
 */
export function connectParent(onMessage: (message: ToCore) => void, onGone: () => void): Parent {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port) {
    port.on('message', (event) => onMessage(event.data));
    return { send: (message) => port.postMessage(message) };
  }
  process.on('message', (message) => onMessage(message as ToCore));
  process.on('disconnect', onGone);
  return {
    send(message) {
      if (process.connected) process.send?.(message);
    },
  };
}
