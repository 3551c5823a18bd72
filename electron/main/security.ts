import { app, type Session, type WebContents, type WebFrameMain, type WebPreferences } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

/** What a window may do. Everything that reaches outside of the page goes through the bridge. */
export const WINDOW_PREFERENCES: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  // Would fetch dictionaries from the internet.
  spellcheck: false,
};

const LOCAL_PROTOCOLS: ReadonlySet<string> = new Set([
  'app:',
  'data:',
  'blob:',
  'devtools:',
  'chrome-extension:',
]);

/** A page of Meterbook itself, in the main frame of a window that still lives. */
export function isTrustedFrame(frame: WebFrameMain | null, sender: WebContents): boolean {
  return frame !== null && frame === sender.mainFrame && isAppUrl(frame.url);
}

export function isAppUrl(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`);
}

/** No page asks for camera, notifications or the like, and no request leaves the computer. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_webContents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !LOCAL_PROTOCOLS.has(new URL(details.url).protocol) });
  });
}

/** No window leaves Meterbook's own pages, opens another window or embeds a foreign page. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stayHere = (event: { preventDefault: () => void; url: string }) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stayHere);
    contents.on('will-redirect', stayHere);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
