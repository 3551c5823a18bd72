import { describe, expect, test } from 'vitest';
import { HANDLERS } from '#core/rpc/registry.ts';
import { PERMISSIONS } from '#shared/domain/access/permissions.ts';

describe.each(HANDLERS.map(({ contract }) => [contract.name, contract] as const))('%s', (name, contract) => {
  test('refuses fields that it does not know', () => {
    const parsed = contract.input.safeParse({ fieldThatNobodyKnows: 1 });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.code)).toContain('unrecognized_keys');
  });

  test('refuses what is no object', () => {
    for (const input of [null, undefined, 'text', 1, []])
      expect(contract.input.safeParse(input).success).toBe(false);
  });

  test('is named as a noun and a verb and asks for a permission that exists', () => {
    expect(name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    if (contract.permission !== null) expect(PERMISSIONS).toContain(contract.permission);
  });

  test('refusals are facts in snake_case, each once', () => {
    expect(contract.refusals.filter((code) => !/^[a-z]+(?:_[a-z]+)*$/.test(code))).toEqual([]);
    expect(new Set(contract.refusals).size).toBe(contract.refusals.length);
  });
});

test('only signing in and out and asking who is signed in are open to everybody', () => {
  const open = HANDLERS.filter(({ contract }) => contract.permission === null).map(
    ({ contract }) => contract.name,
  );
  expect(open.sort()).toEqual(['session.current', 'session.signIn', 'session.signOut']);
});
