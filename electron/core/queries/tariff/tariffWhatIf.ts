import { tariffWhatIf as tariffWhatIfContract } from '#shared/contract/tariff.ts';
import { billingSettingsOf } from '#shared/domain/billing/billingSettings.ts';
import { type WhatIfMonth, whatIf } from '#shared/domain/billing/whatIf.ts';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { compileTariff, parseTariffContent } from '#shared/domain/tariff/index.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok } from '#shared/lib/result.ts';
import { listIssuedMonths } from '../../db/repositories/billing/issuedMonths.ts';
import { loadBilledPoint } from '../../db/repositories/billing/points.ts';
import { listServicePoints, loadCustomerByAccountNo } from '../../db/repositories/customers/customers.ts';
import { loadSupplyTerms } from '../../db/repositories/customers/supplyTerms.ts';
import { loadVersion } from '../../db/repositories/tariff/tariffs.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { versionFacts } from './tariffFacts.ts';

export const tariffWhatIf = handleQuery(tariffWhatIfContract, async (context, input) => {
  const { db } = context;
  const version = await loadVersion(db, input.tariffVersionId);
  if (!version) return context.refuse('not_found', { tariffVersionId: input.tariffVersionId });
  const customer = await loadCustomerByAccountNo(db, input.accountNo);
  if (!customer) return context.refuse('account_not_found', { accountNo: input.accountNo });
  const content = parseTariffContent(JSON.parse(version.content_json));
  assert(content.ok, `a stored tariff version is valid: ${version.tariff_version_id}`);
  const plan = compileTariff(content.value);
  const until = input.until as Period;
  const from = addMonths(until, 1 - input.months);
  const points = await listServicePoints(db, customer.customer_id);
  const supplyTermsOf = await loadSupplyTerms(
    db,
    points.map((point) => point.service_point_id),
  );
  const { pricePartPlaces } = billingSettingsOf(JSON.parse(context.office.settings_json));
  const rows: (WhatIfMonth & { readonly servicePointNo: string })[] = [];
  for (const point of points) {
    const billed = await loadBilledPoint(db, point.service_point_id);
    const months = await listIssuedMonths(
      db,
      point.service_point_id,
      `${from.slice(0, 4)}-01` as Period,
      until,
    );
    const facts = {
      customerClass: billed.customer_class,
      capacityKva: billed.capacity_kva === null ? null : decimalOf(billed.capacity_kva),
      householdSize: billed.household_size,
      supplyTerms: supplyTermsOf(point.service_point_id),
      pricePartPlaces,
    };
    for (const month of whatIf(facts, months, from, plan)) {
      rows.push({ ...month, servicePointNo: point.service_point_no });
    }
  }
  const compared = rows.filter(({ newMinor }) => newMinor !== null);
  return ok({
    accountNo: customer.account_no,
    customerName: customer.name,
    version: versionFacts(version),
    rows: rows.map(({ stop, ...row }) => ({
      ...row,
      stop: stop === null ? null : { ruleCode: stop.ruleCode, detail: { ...stop.detail } },
    })),
    oldMinor: compared.reduce((sum, row) => sum + row.oldMinor, 0),
    newMinor: compared.reduce((sum, row) => sum + (row.newMinor ?? 0), 0),
  });
});
