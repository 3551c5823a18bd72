import type { FaultCode, Reply } from '#shared/contract/wire.ts';

export function fault(code: FaultCode, detail: Readonly<Record<string, unknown>> = {}): Reply {
  return { ok: false, error: { kind: 'fault', code, detail } };
}
