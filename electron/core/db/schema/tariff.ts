export type TariffRow = {
  tariff_id: string;
  tariff_code: string;
  name: string;
  customer_class: string;
  version: number;
  created_at: string;
};

/** Append-only: one dated version of a tariff, in force from `start_on` once it is activated. */
export type TariffVersionRow = {
  tariff_version_id: string;
  tariff_id: string;
  version_no: number;
  start_on: string;
  /** Number of the price document, e.g. 浙发改价格[2024]21号. */
  document_no: string;
  content_json: string;
  content_hash: string;
  created_by: string;
  created_at: string;
};

/** Append-only: the second person's release of a version. */
export type TariffActivationRow = {
  tariff_version_id: string;
  activated_by: string;
  activated_at: string;
};

/** Append-only: what the office says of a day, for the calendars of all its tariffs; the latest counts. */
export type OfficeDayRow = {
  office_day_id: string;
  day_on: string;
  day_type: 'workday' | 'rest_day' | 'holiday' | 'published';
  holiday: string | null;
  document_no: string;
  /** Counts the statements of the office: which of two about one day is the later. */
  statement_no: number;
  created_by: string;
  created_at: string;
};

export type TariffTables = {
  tariff: TariffRow;
  tariff_version: TariffVersionRow;
  tariff_activation: TariffActivationRow;
  office_day: OfficeDayRow;
};
