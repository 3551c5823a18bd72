import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePostgresAddress, shownAddress } from '#core/db/dialect/postgresAddress.ts';
import { serverAddress, withPassword } from '../../renderer/app/serverAddress.ts';

const place = fc.record({
  host: fc.constantFrom('127.0.0.1', 'db.example.org', '::1'),
  port: fc.integer({ min: 1, max: 65_535 }),
  database: fc
    .string({ minLength: 1, maxLength: 20 })
    .filter((name) => !name.includes('/') && name !== '.' && name !== '..'),
  user: fc.string({ minLength: 1, maxLength: 20 }),
  tls: fc.constantFrom('disable' as const, 'require' as const, 'verify-full' as const),
});

test('what the window calls a server, the core understands; the shown address keeps everything but the password', () => {
  fc.assert(
    fc.property(place, fc.string({ minLength: 1, maxLength: 20 }), (given, password) => {
      const address = serverAddress(given);
      const parsed = parsePostgresAddress(withPassword(address, password));
      expect(parsed).toMatchObject({ ok: true, value: { ...given, password } });
      if (!parsed.ok) return;
      expect(shownAddress(parsed.value)).toBe(address);
      expect(parsePostgresAddress(address)).toMatchObject({ ok: true, value: { ...given, password: null } });
    }),
  );
});
