import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';
import { WINDOW_PREFERENCES } from './security.ts';

/** Opens a window on Meterbook's own page. `attach` comes first, so that it sees the page from its very beginning. */
export function openWindow(outFolder: string, attach: (window: BrowserWindow) => void): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: { ...WINDOW_PREFERENCES, preload: join(outFolder, 'preload', 'bridge.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  attach(window);
  window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
