import { sessionSignIn } from '#shared/contract/access.ts';
import type { Core } from '../../core/core.ts';
import { Desk } from '../desk.ts';
import { showProgress } from '../output.ts';

export type Person = 'reader' | 'checker' | 'approver' | 'cashier' | 'clerk' | 'accountant' | 'supervisor';

/** The people of the sample office, each at a desk of his or her own; signed in when first needed. */
export class People {
  readonly #core: Core;
  readonly #password: string;
  readonly #desks = new Map<Person, Desk>();

  constructor(core: Core, password: string) {
    this.#core = core;
    this.#password = password;
  }

  async at(person: Person): Promise<Desk> {
    let desk = this.#desks.get(person);
    if (!desk) {
      desk = new Desk(this.#core, showProgress);
      await desk.run(sessionSignIn, { userName: person, password: this.#password });
      this.#desks.set(person, desk);
    }
    return desk;
  }
}
