import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { CommandContract, OutputOf } from '#shared/contract/define.ts';
import { bridge } from './bridge.ts';
import { askWindow, CallFailed, newCommandId, send } from './client.ts';

export type Progress = { readonly done: number; readonly total: number };

/**
 * Runs one command. The command id is made once and kept until the command succeeded or its input
 * changed, so that a second click, or a repeat after a failure, never does it twice.
 */
export function useCommand<C extends CommandContract>(contract: C) {
  const command = useRef<{ id: string; fingerprint: string } | null>(null);
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

  const run = useCallback(
    async (
      input: z.input<C['input']>,
      /** A preview does everything and keeps nothing. */
      { isPreview = false }: { readonly isPreview?: boolean } = {},
    ): Promise<OutputOf<C> | null> => {
      const fingerprint = JSON.stringify([input, isPreview]);
      if (command.current?.fingerprint !== fingerprint) command.current = { id: newCommandId(), fingerprint };
      setRunning(true);
      setError(null);
      try {
        const output = await send(contract, input, { commandId: command.current.id, isPreview });
        command.current = null;
        return output;
      } catch (failure) {
        if (!(failure instanceof CallFailed)) throw failure;
        // A refusal is final; the person changes something and begins a new command.
        if (failure.error.kind === 'refusal') command.current = null;
        setError(failure);
        return null;
      } finally {
        setRunning(false);
        setProgress(null);
      }
    },
    [contract],
  );

  const cancel = useCallback(() => {
    if (command.current) void askWindow('window.cancelCommand', { commandId: command.current.id });
  }, []);
  const reset = useCallback(() => setError(null), []);
  return { run, cancel, reset, isRunning, error, progress };
}
