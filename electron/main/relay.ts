import { BrowserWindow, ipcMain, type WebContents } from 'electron';
import type { CoreEvent, Reply, RequestBody } from '#shared/contract/wire.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';
import type { CoreProcess } from './coreProcess.ts';
import { createWindowCalls } from './dialogs.ts';
import { fault } from './replies.ts';
import { isTrustedFrame } from './security.ts';

const WINDOW_CALL_PREFIX = 'window.';

/** Takes only what a call consists of, whatever a page sends; the input itself is core's business. */
function parseBody(sent: unknown): RequestBody | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { name, commandId, dryRun, input } = sent as Partial<Record<keyof RequestBody, unknown>>;
  if (typeof name !== 'string') return null;
  return {
    name,
    ...(typeof commandId === 'string' && { commandId }),
    ...(dryRun === true && { dryRun }),
    input,
  };
}

/**
 * Connects windows with core. Each page that is loaded gets a connection of its own; a reload closes the old one
 * and with it the session, so nobody inherits somebody else's sign-in.
 */
export function createRelay(core: () => CoreProcess) {
  const connections = new Map<WebContents, number>();
  let lastConnectionId = 0;

  function connect(contents: WebContents): void {
    disconnect(contents);
    connections.set(contents, ++lastConnectionId);
  }

  function disconnect(contents: WebContents): void {
    const connectionId = connections.get(contents);
    if (connectionId === undefined) return;
    connections.delete(contents);
    core().closeConnection(connectionId);
  }

  const answerWindowCall = createWindowCalls((window, commandId) => {
    const connectionId = connections.get(window.webContents);
    if (connectionId !== undefined) core().cancel(connectionId, commandId);
  });

  ipcMain.handle(INVOKE_CHANNEL, async (event, sent: unknown): Promise<Reply> => {
    const connectionId = connections.get(event.sender);
    const window = BrowserWindow.fromWebContents(event.sender);
    if (connectionId === undefined || !window || !isTrustedFrame(event.senderFrame, event.sender)) {
      return fault('forbidden');
    }
    const body = parseBody(sent);
    if (!body) return fault('invalid_input');
    return body.name.startsWith(WINDOW_CALL_PREFIX)
      ? answerWindowCall(body, window)
      : core().request(connectionId, body);
  });

  return {
    /** Follows a window through its loads, reloads, crashes and its end. */
    attach(window: BrowserWindow): void {
      const contents = window.webContents;
      contents.on('did-start-navigation', (details) => {
        if (details.isMainFrame && !details.isSameDocument) connect(contents);
      });
      contents.on('render-process-gone', () => disconnect(contents));
      contents.once('destroyed', () => disconnect(contents));
    },

    /** Passes an event of core to the window that it is for, or to all. */
    publish(connectionId: number | null, event: CoreEvent): void {
      for (const [contents, id] of connections) {
        if (connectionId === null || connectionId === id) contents.send(EVENT_CHANNEL, event);
      }
    },
  };
}
