import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { BackupKey } from '#shared/domain/backup/plan.ts';

/**
 * Seals backups for the holder of a password without knowing the password: a scheduled backup needs
 * only the public key. X25519 with a key of its own for each backup, HKDF, then AES-256-GCM by parts.
 */

const COST = { N: 2 ** 16, r: 8, p: 1 };
const MEMORY_BYTES = 128 * 1024 * 1024;
const PART_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_X25519 = Buffer.from('302a300506032b656e032100', 'hex');

function privateKeyOf(password: string, salt: Buffer, cost: BackupKey['cost']): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, { ...cost, maxmem: MEMORY_BYTES }, (error, seed) => {
      if (error) return reject(error);
      resolve(createPrivateKey({ key: Buffer.concat([PKCS8_X25519, seed]), format: 'der', type: 'pkcs8' }));
    });
  });
}

const rawPublic = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_X25519.length);

const publicFrom = (raw: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([SPKI_X25519, Buffer.from(raw, 'base64')]),
    format: 'der',
    type: 'spki',
  });

/** Makes the public half for a new password. */
export async function createBackupKey(password: string): Promise<BackupKey> {
  const salt = randomBytes(16);
  const key = await privateKeyOf(password, salt, COST);
  return { publicKey: rawPublic(key).toString('base64'), salt: salt.toString('base64'), cost: COST };
}

/** What stands in front of a sealed backup. */
export type Sealing = BackupKey & { readonly oncePublicKey: string };

function contentKey(privateKey: KeyObject, publicKey: KeyObject, sealing: Sealing): Buffer {
  const secret = diffieHellman({ privateKey, publicKey });
  const context = Buffer.from(sealing.oncePublicKey + sealing.publicKey);
  return Buffer.from(hkdfSync('sha256', secret, context, 'meterbook backup', 32));
}

/** Begins a sealed backup: the stream that seals, and what must be written in front of it. */
export function seal(key: BackupKey): { readonly sealing: Sealing; readonly stream: Transform } {
  const once = generateKeyPairSync('x25519');
  const sealing = { ...key, oncePublicKey: rawPublic(once.privateKey).toString('base64') };
  const secret = contentKey(once.privateKey, publicFrom(key.publicKey), sealing);
  return { sealing, stream: new PartStream(PART_BYTES, (part, nonce) => encryptPart(secret, part, nonce)) };
}

/** The stream that opens a sealed backup; `null` when the password is not the one it was sealed for. */
export async function unseal(sealing: Sealing, password: string): Promise<Transform | null> {
  const privateKey = await privateKeyOf(password, Buffer.from(sealing.salt, 'base64'), sealing.cost);
  if (rawPublic(privateKey).toString('base64') !== sealing.publicKey) return null;
  const secret = contentKey(privateKey, publicFrom(sealing.oncePublicKey), sealing);
  return new PartStream(PART_BYTES + TAG_BYTES, (part, nonce) => decryptPart(secret, part, nonce));
}

/** The number of the part and whether it is the last: parts cannot be left out, doubled or moved. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 0);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function encryptPart(key: Buffer, part: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
}

function decryptPart(key: Buffer, part: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(part.subarray(part.length - TAG_BYTES));
  return Buffer.concat([decipher.update(part.subarray(0, part.length - TAG_BYTES)), decipher.final()]);
}

/** Cuts a stream into parts of one size, the last one shorter, and passes each through `work`. */
class PartStream extends Transform {
  readonly #partBytes: number;
  readonly #work: (part: Buffer, nonce: Buffer) => Buffer;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #index = 0;

  constructor(partBytes: number, work: (part: Buffer, nonce: Buffer) => Buffer) {
    super();
    this.#partBytes = partBytes;
    this.#work = work;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#waiting.push(chunk);
      this.#waitingBytes += chunk.length;
      // One byte more than a part: only then it is known not to be the last.
      if (this.#waitingBytes > this.#partBytes) this.#passWholeParts();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.push(this.#work(Buffer.concat(this.#waiting), nonceOf(this.#index, true)));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  #passWholeParts(): void {
    let rest = Buffer.concat(this.#waiting);
    while (rest.length > this.#partBytes) {
      this.push(this.#work(rest.subarray(0, this.#partBytes), nonceOf(this.#index, false)));
      this.#index += 1;
      rest = rest.subarray(this.#partBytes);
    }
    this.#waiting = [rest];
    this.#waitingBytes = rest.length;
  }
}
