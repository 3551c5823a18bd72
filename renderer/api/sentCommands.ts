import { z } from 'zod';
import type { CommandContract } from '#shared/contract/define.ts';
import { askWindow } from './client.ts';

/** Who works at this window, and on which ledger. */
export type DeskName = { readonly userId: string; readonly ledgerPath: string };

const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const sentCommand = z.strictObject({
  commandId: z.string(),
  name: z.string(),
  facts,
  sentAt: z.string(),
  userId: z.string(),
  ledgerPath: z.string(),
  /** The page that waits for the answer; another page than this one waits no longer. */
  pageId: z.string(),
});
export type Facts = z.output<typeof facts>;

/** A command on its way: its id, what it is about in the words of a person, and nothing else of its input. */
export type SentCommand = z.output<typeof sentCommand>;

/** What became of a command whose answer never came. */
export type Outcome = { readonly state: 'done'; readonly answer: unknown } | { readonly state: 'not_done' };

/** What of an input or an answer is kept and told. No other field gets into the storage of the window. */
const TOLD = [
  ...['accountNo', 'servicePointNo', 'meterNo', 'routeNo', 'amountMinor', 'totalMinor', 'receiptNo'],
  ...['billNo', 'voucherNo', 'depositNo', 'period', 'businessDate', 'businessOn', 'userName', 'tariffCode'],
];

/** What a person knows a command by: the account, the amount, the number that was given. */
export function factsOf(values: unknown): Facts {
  if (typeof values !== 'object' || values === null) return {};
  const told = Object.entries(values).filter(
    ([key, value]) => TOLD.includes(key) && (typeof value === 'string' || typeof value === 'number'),
  );
  return Object.fromEntries(told);
}

/** What was sent and has no answer, from here and from windows that are gone; main keeps the same on the disk. */
const kept = new Map<string, SentCommand>();
let reading: Promise<void> = Promise.resolve();
const pageId = crypto.randomUUID();
const unclear = new Set<string>();
const waiting = new Map<string, ((outcome: Outcome) => void)[]>();
let desk: DeskName | null = null;
let onUnclear = () => {};

/**
 * Somebody works here from now on: what is sent is kept under that name, and `listener` hears when the outcome of a
 * command is unknown. The function that comes back ends it.
 */
export function takeDesk(name: DeskName, listener: () => void): () => void {
  desk = name;
  onUnclear = listener;
  reading = readKept();
  return () => {
    desk = null;
    onUnclear = () => {};
  };
}

async function readKept(): Promise<void> {
  const { contents } = await askWindow('window.listSent', {});
  for (const content of contents) {
    const sent = sentCommand.safeParse(parsed(content));
    // What a later version of the program keeps is for that one to ask about.
    if (sent.success && !kept.has(sent.data.commandId)) kept.set(sent.data.commandId, sent.data);
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // A damaged file says nothing of any command.
    return null;
  }
}

/**
 * Keeps a command before it is sent, beyond the end of the window and of the computer's power; `false` where that has no
 * use: nobody is signed in, or the core does not remember such a command.
 */
export async function keepSent(
  contract: CommandContract,
  commandId: string,
  input: unknown,
): Promise<boolean> {
  if (desk === null || contract.permission === null) return false;
  const sent: SentCommand = {
    commandId,
    name: contract.name,
    facts: factsOf(input),
    sentAt: new Date().toISOString(),
    ...desk,
    pageId,
  };
  kept.set(commandId, sent);
  await askWindow('window.keepSent', { commandId, content: JSON.stringify(sent) });
  return true;
}

/** The answer is known. */
export function forgetSent(commandId: string): void {
  unclear.delete(commandId);
  if (kept.delete(commandId)) void askWindow('window.forgetSent', { commandId });
}

/** Waits until it is known what became of a command; as long as it takes, also over a signing in. */
export function whatBecameOf(commandId: string): Promise<Outcome> {
  return new Promise((resolve) => {
    waiting.set(commandId, [...(waiting.get(commandId) ?? []), resolve]);
    unclear.add(commandId);
    onUnclear();
  });
}

/** What became of a command is known: whoever waits for it goes on. */
export function settle(commandId: string, outcome: Outcome): void {
  forgetSent(commandId);
  for (const resolve of waiting.get(commandId) ?? []) resolve(outcome);
  waiting.delete(commandId);
}

/** Waits until it is known what windows before this one kept. */
export function keptIsRead(): Promise<void> {
  return reading;
}

/** The commands of whoever works here of which nobody knows what became, the oldest first; see `keptIsRead`. */
export function listUnclear(): readonly SentCommand[] {
  return [...kept.values()]
    .filter((sent) => sent.userId === desk?.userId && sent.ledgerPath === desk.ledgerPath)
    .filter((sent) => sent.pageId !== pageId || unclear.has(sent.commandId))
    .sort((one, other) => one.sentAt.localeCompare(other.sentAt));
}
