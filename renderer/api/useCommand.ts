import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { CommandContract, OutputOf } from '#shared/contract/define.ts';
import type { OutcomeCode } from '../locales/words.ts';
import { bridge } from './bridge.ts';
import { askWindow, CallFailed, newCommandId, send } from './client.ts';
import { forgetSent, keepSent, keptIsRead, listUnclear, whatBecameOf } from './sentCommands.ts';

export type Progress = { readonly done: number; readonly total: number };

/** How a command ended: with its answer, or with what came in the way. */
export type Ended<Output> = { readonly output: Output } | { readonly failure: CallFailed };

const outcome = (code: OutcomeCode) => new CallFailed({ kind: 'fault', code, detail: {} });

/**
 * Runs one command at a time. The command id is made once and kept until the command succeeded or its input
 * changed, so that a second click, or a repeat after a failure, never does it twice. Where the answer is lost
 * the command goes on running until it is known what became of it: nothing else is sent until then, and what was
 * done ends like any success.
 */
export function useCommand<C extends CommandContract>(contract: C) {
  const command = useRef<{ id: string; fingerprint: string } | null>(null);
  const isBusy = useRef(false);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<CallFailed | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);

  useEffect(
    () =>
      bridge.subscribe((event) => {
        if (event.topic === 'progress' && event.commandId === command.current?.id) setProgress(event);
      }),
    [],
  );

  const attempt = useCallback(
    async (
      input: z.input<C['input']>,
      /** A preview does everything and keeps nothing. */
      { isPreview = false }: { readonly isPreview?: boolean } = {},
    ): Promise<Ended<OutputOf<C>>> => {
      const failed = (failure: CallFailed) => {
        setError(failure);
        return { failure };
      };
      const clarify = async (commandId: string) => {
        setError(outcome('being_clarified'));
        const became = await whatBecameOf(commandId);
        if (became.state !== 'done') return failed(outcome('not_done'));
        setError(null);
        return { output: became.answer as OutputOf<C> };
      };
      const sendAs = async (commandId: string) => {
        const isKept = !isPreview && (await keepSent(contract, commandId, input));
        try {
          const output = await send(contract, input, { commandId, isPreview });
          command.current = null;
          forgetSent(commandId);
          return { output };
        } catch (failure) {
          if (!(failure instanceof CallFailed)) throw failure;
          const isOpen = isKept && failure.isOutcomeUnknown;
          // A refusal is final; the person changes something and begins a new command.
          if (isOpen || failure.error.kind === 'refusal') command.current = null;
          if (isOpen) return clarify(commandId);
          forgetSent(commandId);
          return failed(failure);
        }
      };
      if (isBusy.current) return { failure: outcome('being_clarified') };
      isBusy.current = true;
      setRunning(true);
      setError(null);
      try {
        // Sent by this form before it was left and opened again, or before the window was closed.
        await keptIsRead();
        const earlier = isPreview ? undefined : listUnclear().find(({ name }) => name === contract.name);
        if (earlier) {
          await clarify(earlier.commandId);
          return { failure: outcome('not_done') };
        }
        const fingerprint = JSON.stringify([input, isPreview]);
        if (command.current?.fingerprint !== fingerprint)
          command.current = { id: newCommandId(), fingerprint };
        return await sendAs(command.current.id);
      } finally {
        isBusy.current = false;
        setRunning(false);
        setProgress(null);
      }
    },
    [contract],
  );

  const run = useCallback(
    async (...sent: Parameters<typeof attempt>): Promise<OutputOf<C> | null> => {
      const ended = await attempt(...sent);
      return 'output' in ended ? ended.output : null;
    },
    [attempt],
  );

  const cancel = useCallback(() => {
    if (command.current) void askWindow('window.cancelCommand', { commandId: command.current.id });
  }, []);
  const reset = useCallback(() => setError(null), []);
  return { attempt, run, cancel, reset, isRunning, error, progress };
}
