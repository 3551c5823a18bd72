/** One imported meter file. */
export type ReadingBatchRow = {
  batch_id: string;
  file_name: string;
  file_hash: string;
  format: string;
  profile_code: string | null;
  route_id: string | null;
  period: string;
  line_count: number;
  accepted_count: number;
  unchanged_count: number;
  rejected_count: number;
  unknown_meter_count: number;
  exception_count: number;
  imported_by: string;
  imported_at: string;
};

/**
 * One register value of one line of a meter file, with what became of it: of those that are accepted or unchanged,
 * only files that were imported before `reading_batch_chunk` was there have rows.
 */
export type ReadingBatchLineRow = {
  batch_id: string;
  line_no: number;
  /** Place of the value in its line, from 1; the problems of a line that cannot be read count likewise. */
  item_no: number;
  /** `rate:n` where the register is a setting of a meter that is not known. */
  register_code: string | null;
  state: 'accepted' | 'unchanged' | 'rejected' | 'unknown_meter' | 'adopted';
  /** Why it was not accepted; `field` and `value` say where. */
  code: string | null;
  field: string | null;
  value: string | null;
  account_no: string | null;
  meter_no: string | null;
  read_on: string | null;
  previous_read_on: string | null;
  previous_kwh: string | null;
  current_kwh: string | null;
  multiplier: string | null;
  quality: string | null;
  raw_text: string;
  reading_id: string | null;
};

/** The values of one chunk of a meter file that were accepted or known already. */
export type ReadingBatchChunkRow = {
  batch_id: string;
  /** Place in the file, from 1. */
  chunk_no: number;
  last_line_no: number;
  accepted_count: number;
  unchanged_count: number;
  /** In the order of the file; `packLine` says what each holds. */
  lines_json: string;
};

/** Append-only. The current version is the one that no other row supersedes. */
export type ReadingRow = {
  reading_id: string;
  service_point_id: string;
  meter_id: string;
  register_code: string;
  read_on: string;
  period: string;
  /** What the register showed, without multiplier. */
  reading_kwh: string;
  kind: 'cycle' | 'opening' | 'installation' | 'removal' | 'special';
  source: 'file' | 'keyed' | 'estimated' | 'customer';
  estimate_method: string | null;
  supersedes_id: string | null;
  reason: string | null;
  batch_id: string | null;
  line_no: number | null;
  recorded_by: string;
  recorded_at: string;
};

/** A check (VEE) that a reading, or its absence, did not pass. */
export type ReadingAnomalyRow = {
  anomaly_id: string;
  service_point_id: string;
  meter_id: string;
  register_code: string;
  period: string;
  reading_id: string | null;
  rule_code: string;
  severity: 'stop' | 'confirm' | 'note';
  state: 'open' | 'noted' | 'confirmed' | 'corrected';
  detail_json: string;
  resolved_by: string | null;
  resolved_at: string | null;
  resolution_reason: string | null;
  version: number;
  created_at: string;
};

export type ReadingTables = {
  reading_batch: ReadingBatchRow;
  reading_batch_line: ReadingBatchLineRow;
  reading_batch_chunk: ReadingBatchChunkRow;
  reading: ReadingRow;
  reading_anomaly: ReadingAnomalyRow;
};
