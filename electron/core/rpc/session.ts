import type { LedgerDatabase } from '../db/database.ts';
import { loadUser } from '../db/repositories/access/users.ts';
import type { Actor } from './handlers.ts';

/** Who is signed in on one connection. It lives and dies with the connection. */
export class Session {
  #userId: string | null = null;

  start(userId: string): void {
    this.#userId = userId;
  }

  end(): void {
    this.#userId = null;
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
