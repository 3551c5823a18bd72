export type RouteRow = {
  route_id: string;
  route_no: string;
  name: string;
  /** Day of the month on which the route is read (抄表例日). */
  cycle_day: number;
  reader_user_id: string | null;
  version: number;
};

export type CustomerRow = {
  customer_id: string;
  /** 户号: text, leading zeros kept. */
  account_no: string;
  name: string;
  address: string;
  phone: string;
  /** `household` or a class of the office; late fees and checks depend on it. */
  customer_class: string;
  household_size: number | null;
  state: 'active' | 'closed';
  version: number;
  created_at: string;
};

export type ServicePointRow = {
  service_point_id: string;
  service_point_no: string;
  customer_id: string;
  route_id: string;
  /** Place in the walking order of the route. */
  route_position: number;
  address: string;
  capacity_kva: string | null;
  state: 'active' | 'closed';
  version: number;
  created_at: string;
};

export type MeterRow = {
  meter_id: string;
  /** 资产编号: text, up to 22 digits. */
  meter_no: string;
  /** Digits before the decimal point: a reading rolls over at 10^digits. */
  digits: number;
  decimals: number;
  /** CT x PT. */
  multiplier: string;
  /** Which rate number of the meter is which period, e.g. `{"1":"peak","2":"valley"}`. */
  period_mapping_json: string;
  version: number;
};

export type MeterRegisterRow = { meter_id: string; register_code: string };

/** A meter at a service point over `[installed_on, removed_on)`. */
export type MeterInstallationRow = {
  installation_id: string;
  service_point_id: string;
  meter_id: string;
  installed_on: string;
  removed_on: string | null;
  version: number;
};

/** The tariff of a service point over `[start_on, end_on)`. */
export type TariffAssignmentRow = {
  assignment_id: string;
  service_point_id: string;
  tariff_id: string;
  start_on: string;
  end_on: string | null;
};

/** How files of one sender are laid out; shipped ones are stored when a ledger is made. */
export type MappingProfileRow = {
  profile_code: string;
  name: string;
  file_kind: 'meter' | 'bank' | 'customer';
  content_json: string;
  version: number;
};

/** Terms of a supply from a day on; the latest written for a day holds. */
export type SupplyTermRow = {
  supply_term_id: string;
  service_point_id: string;
  start_on: string;
  kind: 'start' | 'change' | 'pause' | 'resume' | 'end';
  capacity_kva: string | null;
  contract_kw: string | null;
  basic_charge_by: 'capacity' | 'contract' | 'actual' | null;
  power_factor_standard: '0.90' | '0.85' | '0.80' | null;
  /** How losses before the meter are worked out; `null` where there are none. */
  loss_json: string | null;
  reason: string;
  created_by: string;
  created_at: string;
};

/** A service point behind another one, from a day on; the latest written for a day holds. */
export type SubSupplyRow = {
  sub_supply_id: string;
  child_id: string;
  /** `null`: from this day on it stands alone. */
  parent_id: string | null;
  kind: 'none' | 'metered' | 'fixed_quantity' | 'fixed_ratio';
  /** kWh a month, or percent. */
  amount: string | null;
  start_on: string;
  reason: string;
  created_by: string;
  created_at: string;
};

export type CustomersTables = {
  route: RouteRow;
  customer: CustomerRow;
  service_point: ServicePointRow;
  meter: MeterRow;
  meter_register: MeterRegisterRow;
  meter_installation: MeterInstallationRow;
  tariff_assignment: TariffAssignmentRow;
  mapping_profile: MappingProfileRow;
  supply_term: SupplyTermRow;
  sub_supply: SubSupplyRow;
};
