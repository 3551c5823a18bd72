import { z } from 'zod';
import { text } from './fields.ts';

/** A kind of file in a file dialog. The name is shown, so it comes from the locales. */
const fileFilter = z.strictObject({ name: text(80), extensions: z.array(z.string().regex(/^[a-z0-9]+$/)) });

const dialogInput = {
  title: text(120).optional(),
  filters: z.array(fileFilter).default([]),
};

/** Also the name of a file. */
const commandId = z.string().regex(/^[\w-]{8,64}$/);

const chosen = z.strictObject({ path: z.string().nullable() });

/**
 * What a window answers itself (WINDOW_CALLS of wire.ts), because it belongs to the window and not to the ledger. `path` is
 * `null` when the person closed the dialog without choosing.
 */
export const WINDOW_CONTRACTS = {
  'window.chooseFile': { input: z.strictObject(dialogInput), output: chosen },
  /** Several files of one kind; none where the person closed the dialog. */
  'window.chooseFiles': {
    input: z.strictObject(dialogInput),
    output: z.strictObject({ paths: z.array(z.string()) }),
  },
  'window.chooseFolder': { input: z.strictObject({}), output: chosen },
  'window.chooseSaveFile': {
    input: z.strictObject({ ...dialogInput, suggestedName: text(200).optional() }),
    output: chosen,
  },
  /** Shows a file in the file manager of the computer. */
  'window.showFile': { input: z.strictObject({ path: z.string().min(1) }), output: z.strictObject({}) },
  /**
   * Keeps a secret in the keychain of the operating system; an empty one forgets it. Where there is no
   * keychain nothing is kept, because a file in the clear is no place for it.
   */
  'window.keepSecret': {
    input: z.strictObject({ name: z.string().min(1).max(1000), secret: z.string().max(1000) }),
    output: z.strictObject({ isKept: z.boolean() }),
  },
  'window.secret': {
    input: z.strictObject({ name: z.string().min(1).max(1000) }),
    output: z.strictObject({ secret: z.string().nullable() }),
  },
  /**
   * Keeps what a window is about to send, so that it is on the disk before the command leaves: nothing that happens to the
   * window or the computer afterwards takes away the way to learn what became of it. Nothing is kept where the disk takes
   * nothing; that is no reason not to work.
   */
  'window.keepSent': {
    input: z.strictObject({ commandId, content: z.string().max(4000) }),
    output: z.strictObject({ isKept: z.boolean() }),
  },
  /** The answer came. */
  'window.forgetSent': { input: z.strictObject({ commandId }), output: z.strictObject({}) },
  /** What was kept and not forgotten, also by windows that are gone. */
  'window.listSent': {
    input: z.strictObject({}),
    output: z.strictObject({ contents: z.array(z.string()) }),
  },
  /** Asks core to stop a running command of the same window; the command itself answers `cancelled`. */
  'window.cancelCommand': { input: z.strictObject({ commandId: z.string() }), output: z.strictObject({}) },
} as const;
