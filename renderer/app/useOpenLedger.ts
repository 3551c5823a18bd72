import { isServerAddress, ledgerOpen } from '#shared/contract/ledger.ts';
import { askWindow } from '../api/client.ts';
import { useCommand } from '../api/useCommand.ts';
import { withPassword } from './serverAddress.ts';

/** Opens a ledger that this computer knows: one on a server with the password that was kept for it. */
export function useOpenLedger(onOpened: () => Promise<void>) {
  const open = useCommand(ledgerOpen);
  const openAt = async (path: string) => {
    const { secret } = isServerAddress(path)
      ? await askWindow('window.secret', { name: path })
      : { secret: null };
    if (await open.run({ path: secret === null ? path : withPassword(path, secret) })) await onOpened();
  };
  return { open, openAt };
}
