import { contextBridge, ipcRenderer } from 'electron';
import type { CoreEvent, Reply, RequestBody } from '#shared/contract/wire.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../main/channels.ts';

/** Everything that a page can reach outside of itself. */
const bridge = {
  /** Calls core (or the window, for names beginning with `window.`). Never rejects for a refusal or a fault: those are replies. */
  invoke: (body: RequestBody): Promise<Reply> => ipcRenderer.invoke(INVOKE_CHANNEL, body),

  /** Listens to what core tells. Returns the function that ends it. */
  subscribe: (listener: (event: CoreEvent) => void): (() => void) => {
    const relay = (_event: unknown, event: CoreEvent) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, relay);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, relay);
    };
  },
};

export type Bridge = typeof bridge;

contextBridge.exposeInMainWorld('meterbook', bridge);
