import type { Words } from '../words.ts';
import type { advice as zh } from '../zh/advice.ts';

export const advice: Words<typeof zh> = {
  rules: {
    meter_missing:
      'There is no meter in this period: install one in the customer record, or close the account.',
    reading_missing: 'Read the registers named here, then calculate again.',
    negative:
      'Look at it in the reading exceptions: confirm a rollover, correct what was misread, then calculate again.',
    period_quantity_mismatch: 'Check the readings of the periods, correct them and calculate again.',
    tariff_missing:
      'State in the customer record which tariff holds from that day, or put a version of that day in force.',
    calculation_refused: 'Complete the customer record or correct the tariff, then calculate again.',
    absurd_total: 'Check readings, multiplier and prices; the limit is a setting of the office.',
    negative_total: 'Nobody can owe less than nothing: check tariff and readings.',
    open_anomaly: 'The reading desk has to finish with this account first; then calculate again.',
    zero: 'Find out whether the supply is unused or the meter is broken; accept it with the reason if so.',
    high: 'Check the readings and the use; accept it with the reason, or send a misreading back.',
    low: 'Check the readings and the use; accept it with the reason, or send a misreading back.',
    demand_above_contract: 'Check the demand reading; accept it with the reason, or send a misreading back.',
    first_bill: 'There is no bill before to compare: check first reading, multiplier and tariff.',
    several_months: 'The bill holds months that nobody billed: tiers and fixed charges count them.',
    estimated: 'The bill goes by an estimate; the next real reading settles it.',
  },
  stops: {
    negative_quantity: 'Check the readings, correct them and calculate again.',
    energy_unpriced:
      'Every price of energy has a condition (class, capacity, kWh) that this account does not meet: check its record, or complete the tariff.',
    no_price_for_period:
      'There is consumption in a period without a price: use a tariff that has one, or check the reading.',
    periods_missing:
      'There are no quantities by period: install such a meter, or use a tariff without periods.',
    periods_differ_from_total: 'Check the readings of the periods, correct them and calculate again.',
    capacity_missing: 'State the capacity in the terms of supply of the customer record.',
    contract_missing: 'State the contracted demand in the terms of supply of the customer record.',
    demand_missing: 'There is no demand reading (of that period): read it, or install a meter that takes it.',
    reactive_missing: 'There is no reactive energy: read it, or install a meter that counts it.',
    apparent_demand_missing: 'There is no apparent demand: read it, or install a meter that takes it.',
    reactive_demand_missing: 'There is no reactive demand: read it, or install a meter that takes it.',
    standard_missing: 'State the standard of the power factor in the terms of supply.',
    basic_charge_way_missing: 'State the way of the basic charge in the terms of supply.',
    customer_class_missing: 'State the class in the customer record.',
    power_factor_undefined:
      'There is reactive energy without active: check the readings; the tariff may say to pass over it.',
    holidays_unknown: 'Add the holidays of that year to the calendar of the tariff.',
    calendar_not_for_customer: 'Check for which classes and capacities the rules of the calendar are.',
    intervals_incomplete: 'Complete the interval data.',
    loss_table_exceeded:
      'Add the next band of the loss table to the terms of supply, or go by the plate of the transformer.',
    negative_remainder: 'Check the readings of both meters, or the quantity that is taken off.',
    terms_change_inside:
      'Losses, the power factor standard, the way of the basic charge and what hangs behind a meter change with a reading; nobody knows what was used before. Bill up to a reading of that day; or state the old terms from that day again, and the new ones from the day of a reading.',
    sub_point_unread: 'Settle the readings of the service point named here first, then calculate again.',
    quantity_too_large: 'Check readings and multiplier.',
    amount_too_large: 'Check price, readings and multiplier.',
    period_of_no_days: 'Check the days of the readings.',
  },
};
