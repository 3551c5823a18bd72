import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, safeStorage } from 'electron';

/** Secrets by name, each encrypted with a key that only the keychain of this person's account holds. */
type Stored = Readonly<Record<string, string>>;

const filePath = () => join(process.env.METERBOOK_SETTINGS ?? app.getPath('userData'), 'secrets.json');

/** Some Linux desktops have no keychain; Electron would then hide the key in its own program. */
function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function read(): Stored {
  try {
    return JSON.parse(readFileSync(filePath(), 'utf8')) as Stored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Keeps a secret, or forgets it when it is empty. Says whether it is kept. */
export function keepSecret(name: string, secret: string): boolean {
  const { [name]: _forgotten, ...others } = read();
  const isKept = secret !== '' && hasKeychain();
  const stored = isKept
    ? { ...others, [name]: safeStorage.encryptString(secret).toString('base64') }
    : others;
  mkdirSync(dirname(filePath()), { recursive: true });
  writeFileSync(filePath(), JSON.stringify(stored), { mode: 0o600 });
  return isKept;
}

/** A secret that was kept; `null` when there is none, or when the keychain cannot open it any more. */
export function secretOf(name: string): string | null {
  const stored = read()[name];
  if (stored === undefined || !hasKeychain()) return null;
  return safeStorage.decryptString(Buffer.from(stored, 'base64'));
}
