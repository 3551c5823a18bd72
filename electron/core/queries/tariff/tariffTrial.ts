import { tariffTrial as tariffTrialContract } from '#shared/contract/tariff.ts';
import { trialTariff } from '#shared/domain/tariff/index.ts';
import { ok } from '#shared/lib/result.ts';
import { loadOfficeDays } from '../../db/repositories/tariff/officeDays.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { caseFacts } from './tariffFacts.ts';

export const tariffTrial = handleQuery(tariffTrialContract, async ({ db }, input) => {
  const { errors, cases, passed } = trialTariff(input.content, await loadOfficeDays(db));
  return ok({ errors: [...errors], cases: cases.map(caseFacts), passed });
});
