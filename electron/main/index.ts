import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, session } from 'electron';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { type CoreProcess, startCoreProcess } from './coreProcess.ts';
import { setMenu } from './menu.ts';
import { createRelay } from './relay.ts';
import { lockNavigation, lockSession } from './security.ts';
import { openWindow } from './window.ts';

const mainFolder = dirname(fileURLToPath(import.meta.url));
const outFolder = dirname(mainFolder);

registerAppScheme();
lockNavigation();
// Tables and text need no graphics card, and where there is none that works (a virtual or remote desktop, a server) the
// window sometimes stayed dead after Chromium's process for it had ended in its start (docs/adr/0013).
app.disableHardwareAcceleration();

let core: CoreProcess | null = null;

app.whenReady().then(() => {
  lockSession(session.defaultSession);
  serveApp(join(outFolder, 'renderer'));
  setMenu();
  const relay = createRelay(() => running);
  const running = startCoreProcess(join(mainFolder, 'core.js'), relay.publish);
  core = running;
  const open = () => openWindow(outFolder, relay.attach);
  open();
  // macOS: a click in the dock brings a window back.
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && open());
});

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

// Core closes the ledger before the program ends.
app.on('will-quit', (event) => {
  if (!core) return;
  const stopping = core;
  core = null;
  event.preventDefault();
  stopping.stop().finally(() => app.quit());
});
