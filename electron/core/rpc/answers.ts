import type { z } from 'zod';
import type { FaultCode, Reply } from '#shared/contract/wire.ts';
import type { Refusal } from './handlers.ts';

export function fault(code: FaultCode, detail: Readonly<Record<string, unknown>> = {}): Reply {
  return { ok: false, error: { kind: 'fault', code, detail } };
}

export function refusal({ code, detail }: Refusal): Reply {
  return { ok: false, error: { kind: 'refusal', code, detail } };
}

export function answer(value: unknown): Reply {
  return { ok: true, value };
}

/** Says which fields of an input are wrong and how, without repeating what was in them. */
export function invalidInput(error: z.ZodError): Reply {
  const issues = error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code === 'custom' ? issue.message : issue.code,
    ...(issue.code === 'unrecognized_keys' ? { keys: issue.keys } : {}),
  }));
  return fault('invalid_input', { issues });
}
