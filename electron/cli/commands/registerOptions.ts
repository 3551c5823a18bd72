import { InvalidArgumentError } from 'commander';
import { isRegisterCode, type RegisterCode } from '#shared/domain/reading/registers.ts';

export type RegisterValue = { readonly registerCode: RegisterCode; readonly value: string };

/** Gathers `total=1234.5` and so on. */
export function registerValue(text: string, before: readonly RegisterValue[] = []): readonly RegisterValue[] {
  const [register = '', value = ''] = text.split('=');
  if (!isRegisterCode(register)) throw new InvalidArgumentError(`register=value, e.g. total=1234.5: ${text}`);
  return [...before, { registerCode: register, value }];
}

/** Gathers `1=peak` and so on. */
export function rateOfMeter(
  text: string,
  before: Readonly<Record<string, RegisterCode>> = {},
): Readonly<Record<string, RegisterCode>> {
  const [rate = '', register = ''] = text.split('=');
  if (!isRegisterCode(register)) throw new InvalidArgumentError(`number=register, e.g. 1=peak: ${text}`);
  return { ...before, [rate]: register };
}

/** Gathers registers. */
export function registerOf(text: string, before: readonly RegisterCode[] = []): readonly RegisterCode[] {
  if (!isRegisterCode(text)) throw new InvalidArgumentError(`a register, e.g. peak: ${text}`);
  return [...before, text];
}
