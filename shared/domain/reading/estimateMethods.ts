/** How a reading that could not be taken is estimated (domain rule: by a stated method, marked). */
export const ESTIMATE_METHODS = ['same_month_last_year', 'daily_average', 'customer'] as const;
export type EstimateMethod = (typeof ESTIMATE_METHODS)[number];
