import { parseTariffContent, type TariffContent } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import type { TariffVersion } from '../../db/repositories/tariff/tariffs.ts';

/** The version of a tariff that is in force on a day; `undefined` where none is. */
export function versionInForce(versions: readonly TariffVersion[], day: string): TariffVersion | undefined {
  return versions
    .filter(({ activated_at, start_on }) => activated_at !== null && start_on <= day)
    .toSorted((left, right) => (left.start_on < right.start_on ? -1 : 1))
    .at(-1);
}

/** The content of a stored version. */
export function contentOf(version: TariffVersion): TariffContent {
  const content = parseTariffContent(JSON.parse(version.content_json));
  assert(content.ok, `a stored tariff version is valid: ${version.tariff_version_id}`);
  return content.value;
}
