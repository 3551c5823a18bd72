import type { LedgerDatabase } from '../db/database.ts';
import { loadUser } from '../db/repositories/access/users.ts';
import type { Actor } from './handlers.ts';

/** Told who is signed in now. */
export type SessionListener = (userId: string | null) => void;

/** Who is signed in on one connection. It lives and dies with the connection. */
export class Session {
  readonly #listener: SessionListener;
  #userId: string | null = null;

  constructor(listener: SessionListener) {
    this.#listener = listener;
  }

  start(userId: string): void {
    this.#bind(userId);
  }

  end(): void {
    this.#bind(null);
  }

  #bind(userId: string | null): void {
    if (this.#userId === userId) return;
    this.#userId = userId;
    this.#listener(userId);
  }

  /** Reads the person anew, so that a disabled account or a lost role counts at once. */
  async actor(db: LedgerDatabase): Promise<Actor | null> {
    if (this.#userId === null) return null;
    const user = await loadUser(db, this.#userId);
    if (user === null || user.state !== 'active') return null;
    return {
      userId: user.user_id,
      userName: user.user_name,
      displayName: user.display_name,
      roles: user.roles,
      mustChangePassword: user.must_change_password === 1,
    };
  }
}
