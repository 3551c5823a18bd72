import type { z } from 'zod';
import type { CommandContract, OutputOf, QueryContract } from '#shared/contract/define.ts';
import type { Desk } from '../office.ts';
import type { SampleOffice } from '../sampleOffice.ts';

/** Sends a command from somebody's desk; what it answers. A test says here what else it does with each command. */
export type Send = <C extends CommandContract>(
  desk: Desk,
  contract: C,
  input: z.input<C['input']>,
) => Promise<OutputOf<C>>;

/** The office in which every command is carried out, and how. */
export class Stage {
  readonly office: SampleOffice;
  readonly #send: Send;
  readonly #desks = new Map<string, Desk>();

  constructor(office: SampleOffice, send: Send) {
    this.office = office;
    this.#send = send;
  }

  async run<C extends CommandContract>(
    who: string,
    contract: C,
    input: z.input<C['input']>,
  ): Promise<OutputOf<C>> {
    return this.runAt(await this.at(who), contract, input);
  }

  runAt<C extends CommandContract>(
    desk: Desk,
    contract: C,
    input: z.input<C['input']>,
  ): Promise<OutputOf<C>> {
    return this.#send(desk, contract, input);
  }

  async ask<C extends QueryContract>(
    who: string,
    contract: C,
    input: z.input<C['input']>,
  ): Promise<OutputOf<C>> {
    return (await this.at(who)).ask(contract, input);
  }

  /** The desk of a person of the sample, signed in on first use. */
  async at(who: string): Promise<Desk> {
    const desk = this.#desks.get(who) ?? (await this.office.desk(who));
    this.#desks.set(who, desk);
    return desk;
  }
}
