import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';
import { WINDOW_PREFERENCES } from './security.ts';

/** Opens a window on Meterbook's own page. */
export function openWindow(outFolder: string): BrowserWindow {
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
  window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
