import { CHART_OF_ACCOUNTS, transitAccount } from '#shared/domain/accounting/chartOfAccounts.ts';
import type { LedgerTransaction } from '../db/database.ts';
import { insertMany } from '../db/repositories/bulk.ts';
import { BANK_PROFILES } from '../files/bank/bankProfile.ts';
import { CUSTOMER_TEMPLATE } from '../files/customer/customerProfiles.ts';
import { METER_PROFILES } from '../files/meter/meterProfiles.ts';

/** Ways in which money comes to every office: its counter and the usual banks. Names are data of the ledger. */
const CHANNELS = [
  { channelCode: 'counter', name: '营业厅柜台', kind: 'counter' },
  { channelCode: 'icbc', name: '工商银行', kind: 'bank' },
  { channelCode: 'boc', name: '中国银行', kind: 'bank' },
  { channelCode: 'ccb', name: '建设银行', kind: 'bank' },
] as const;

/** What every office starts with: chart of accounts, channels with an account for their money in transit, layouts. */
export async function insertStandingData(tx: LedgerTransaction): Promise<void> {
  await insertMany(tx, 'ledger_account', [
    ...CHART_OF_ACCOUNTS.map(({ accountCode, name, kind }) => ({ account_code: accountCode, name, kind })),
    ...CHANNELS.map(({ channelCode, name }) => ({
      account_code: transitAccount(channelCode),
      name: `在途资金-${name}`,
      kind: 'asset' as const,
    })),
  ]);
  await insertMany(
    tx,
    'mapping_profile',
    BANK_PROFILES.map(({ profileCode, name, content }) => ({
      profile_code: profileCode,
      name,
      file_kind: 'bank' as const,
      content_json: JSON.stringify(content),
      version: 1,
    })),
  );
  await insertMany(
    tx,
    'channel',
    CHANNELS.map(({ channelCode, name, kind }) => ({
      channel_code: channelCode,
      name,
      kind,
      transit_account_code: transitAccount(channelCode),
      profile_code: kind === 'bank' ? channelCode : null,
    })),
  );
  await insertMany(
    tx,
    'mapping_profile',
    [...METER_PROFILES, CUSTOMER_TEMPLATE].map(({ profileCode, name, fileKind, content }) => ({
      profile_code: profileCode,
      name,
      file_kind: fileKind,
      content_json: JSON.stringify(content),
      version: 1,
    })),
  );
}
