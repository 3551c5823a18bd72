import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Only what the keyboard needs: editing, zoom, full screen. The bar itself stays hidden, because the page has its own
 * navigation. There is no reload: it would sign the person out.
 */
export function setMenu(): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn' },
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
  const appMenu: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...appMenu, { role: 'editMenu' }, { role: 'viewMenu', submenu: view }]),
  );
}
