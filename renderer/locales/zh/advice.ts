import type { ExceptionRule } from '#shared/domain/billing/exceptionRules.ts';
import type { CalculationStopCode } from '#shared/domain/tariff/index.ts';

const rules: Record<ExceptionRule, string> = {
  meter_missing: '本期没有电能表：请在用户档案中装表，或办理销户。',
  reading_missing: '请抄录所列计度器的示数，然后重新试算。',
  negative: '请在抄表异常中核对：确属翻转的加以确认，抄错的改正，然后重新试算。',
  period_quantity_mismatch: '请核对各时段示数，改正后重新试算。',
  tariff_missing: '请在用户档案“变更电价”中写明自该日起执行的电价，或启用该日有效的版本。',
  calculation_refused: '请补全用户档案或改正电价，然后重新试算。',
  absurd_total: '请核对示数、倍率和单价；上限是供电所的设置。',
  negative_total: '电费不能为负：请核对电价和示数。',
  open_anomaly: '请抄表人员先处理该户的抄表异常，然后重新试算。',
  zero: '请核实是否停用或电能表故障；属实的写明原因确认。',
  high: '请核对示数和用电情况；属实的写明原因确认，抄错的退回抄表。',
  low: '请核对示数和用电情况；属实的写明原因确认，抄错的退回抄表。',
  demand_above_contract: '请核对需量示数；属实的写明原因确认，抄错的退回抄表。',
  first_bill: '没有上期账单可比：请核对起码、倍率和电价。',
  several_months: '账单包含未计费的月份：分档电量和固定费用按月数计。',
  estimated: '账单按估抄示数计算，实抄后以实抄为准。',
};

const stops: Record<CalculationStopCode, string> = {
  negative_quantity: '请核对示数，改正后重新试算。',
  energy_unpriced:
    '电价的各项电度电价都有适用条件（用电类别、容量、电量等），该户一项也不符：请核对该户档案，或改用、补全电价。',
  no_price_for_period: '该时段有电量而电价没有价格：请改用带该时段的电价，或核对该时段示数。',
  periods_missing: '该户没有分时电量：请换装分时电能表，或改用不分时的电价。',
  periods_differ_from_total: '请核对各时段示数，改正后重新试算。',
  capacity_missing: '请在用户档案“变更约定”中写明容量。',
  contract_missing: '请在用户档案“变更约定”中写明合同需量。',
  demand_missing: '没有（该时段的）需量示数：请抄录需量，或换装计需量的电能表。',
  reactive_missing: '没有无功电量：请抄录无功示数，或换装计无功的电能表。',
  apparent_demand_missing: '没有视在需量：请抄录视在需量，或换装计视在需量的电能表。',
  reactive_demand_missing: '没有无功需量：请抄录无功需量，或换装计无功需量的电能表。',
  standard_missing: '请在用户档案“变更约定”中写明功率因数标准。',
  basic_charge_way_missing: '请在用户档案“变更约定”中写明基本电费计费方式。',
  customer_class_missing: '请在用户档案中写明用电类别。',
  power_factor_undefined: '本期有无功而没有有功：请核对示数；电价可以写明此时不调整。',
  holidays_unknown: '请在电价的时段日历中补上该年的节假日。',
  calendar_not_for_customer: '请核对时段日历的用户类别和容量条件。',
  intervals_incomplete: '请补全曲线数据。',
  loss_table_exceeded: '请在用户档案“变更约定”中补上变损表更高的一档，或改按铭牌计算。',
  negative_remainder: '请核对总表与所列用电点的示数和套扣电量。',
  terms_change_inside:
    '损耗、功率因数标准、计费方式和套扣须从一次抄表起改变，这一天之前用了多少无从得知：以该日的示数作为本期示数先出账；或从该日起写回原约定，新约定改从抄表日起。',
  sub_point_unread: '请先处理所列用电点的示数，然后重新试算。',
  quantity_too_large: '请核对示数和倍率。',
  amount_too_large: '请核对单价、示数和倍率。',
  period_of_no_days: '请核对抄表日期。',
};

/** What a person can do about an exception of a bill. */
export const advice = { rules, stops };
