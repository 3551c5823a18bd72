import type { OfficeParameters } from '#shared/contract/parameters.ts';

/** Every parameter of the contract has a word: a new one without is an error of types. */
type ParameterWords = {
  readonly [Part in keyof OfficeParameters]-?: Readonly<
    Record<Exclude<keyof NonNullable<OfficeParameters[Part]>, 'classes'>, string>
  >;
};

const fields = {
  reading: {
    places: '计费电量小数位',
    restPeriod: '总表余量归入时段',
    partMonth: '首末月不足月的定量、变损',
    dayCount: '不足月每日折算',
    bands: '突增、突减限值',
    floorKwh: '突增、突减起查电量差',
    averagePeriods: '平均电量取前几期',
    rolloverFactor: '自动认定翻转的上限',
    valleySharePercent: '谷电占比上限',
    cycleWindowDays: '例日前后宽限',
    maximumGapDays: '两次抄表最长间隔',
    estimatesAllowed: '允许连续估抄',
    escalateAfterMonths: '提示升级为待确认',
    severities: '抄表异常级别',
  },
  billing: {
    dueAfterDays: '缴费期限（发行后）',
    pricePartPlaces: '调价月各段电量小数位',
    highRatio: '账单突增：高于上期',
    lowRatio: '账单突减：低于上期',
    changeFloorKwh: '突增、突减起查电量差',
    changeFloorMinor: '突增、突减起查金额差',
    absurdTotalMinor: '单张账单金额上限',
    severities: '账单例外级别',
  },
  collection: {
    householdLateFee: '居民违约金',
    otherLateFee: '其他用电违约金',
    lateFeeOrder: '收款冲抵次序',
    leastLateFeeMinor: '每张账单违约金最低额',
  },
  reconciliation: { windowDays: '对方账项查找范围' },
} satisfies ParameterWords;

const hints = {
  reading: {
    places: '电量乘倍率后保留的小数位数。',
    restPeriod: '总电量与各时段电量之差归入此时段。',
    partMonth: '新装、销户的首末月按整月计，还是按天数计。',
    dayCount: '每日按三十分之一（供电营业规则），或按当月实际天数。',
    bands: '按预计电量分档：高于（低于）预计电量超过该百分比即为突增（突减）。',
    floorKwh: '与预计相差不超过此数的，不作突增、突减；预计不到此数的，不作零电量。',
    averagePeriods: '预计电量按前几期的日均电量计。',
    rolloverFactor: '按翻转计算的电量不超过预计此倍数的，不须确认。',
    valleySharePercent: '谷电量占总电量超过此比例的，列为“谷电占比异常”。',
    cycleWindowDays: '例日前后若干天以外抄表的，列为“超出抄表日”。',
    maximumGapDays: '与上次抄表相隔超过此天数的，列为“间隔过长”。',
    estimatesAllowed: '连续估抄超过此次数的，列为“连续估抄”。',
    escalateAfterMonths: '同一提示连续出现满此月数的，升为待确认。',
    severities: '必须改正：不改正不出账。待确认：说明原因后可以出账。提示：只列出。',
  },
  billing: {
    dueAfterDays: '发行之日起，到应缴清之日。',
    pricePartPlaces: '账期内调价时各段电量保留的小数位，余量归末段。',
    highRatio: '电费超过上期此倍数即为突增。',
    lowRatio: '电费不到上期此倍数即为突减。',
    changeFloorKwh: '电量或金额相差达到起查差额的才查。',
    changeFloorMinor: '电量或金额相差达到起查差额的才查。',
    absurdTotalMinor: '超过此金额的账单不能出账：多半是示数录错。',
    severities: '没有账单或不能欠费的例外一律不能出账，不在此列。',
  },
  collection: {
    householdLateFee: '每日按未缴本金计（供电营业规则：千分之一）。',
    otherLateFee: '每日按未缴本金计（供电营业规则：当年千分之二，跨年千分之三）。',
    lateFeeOrder: '一笔收款先抵违约金还是先抵本金。',
    leastLateFeeMinor: '有违约金时至少收取此数；零为不设。',
  },
  reconciliation: { windowDays: '在当日前后各若干天内查找对方的同一笔款项。' },
} satisfies ParameterWords;

/** The parameters of an office, field by field. */
export const parameters = {
  intro: '留空即用缺省值。已发行的账单不变。',
  themes: {
    quantities: '计费电量',
    readingChecks: '抄表复核限值',
    readingSeverities: '抄表异常级别',
    bills: '账单与例外限值',
    billSeverities: '账单例外级别',
    lateFees: '违约金',
    reconciliation: '对账',
  },
  fields,
  hints,
  units: {
    places: '位',
    times: '倍',
    periods: '期',
    kwh: '千瓦时',
    percent: '%',
    days: '天',
    readings: '次',
    months: '个月',
    money: '元',
    perMille: '‰/日',
  },
  choices: {
    whole: '按整月',
    days: '按天数',
    thirtieths: '三十分之一',
    month_days: '当月天数',
    before_principal: '先违约金',
    after_principal: '先本金',
  },
  years: { sameYear: '当年欠费', laterYears: '跨年欠费' },
  scope: '适用于',
  everyClass: '全部用电类别',
  default: '缺省：{{value}}',
  ofEveryClass: '同全部类别：{{value}}',
  statedCount: '本单位另定 {{count}} 项',
  problemCount: '{{count}} 处有误',
  band: {
    upTo: '预计电量至（千瓦时）',
    highPercent: '突增（高 %）',
    lowPercent: '突减（低 %）',
    above: '以上',
    own: '另定分档',
    add: '增加一档',
    remove: '删除',
    reset: '恢复缺省',
  },
  problems: {
    not_whole: '请填写整数',
    not_money: '请填写金额，最多两位小数',
    not_a_decimal: '请填写数字',
    negative: '不能小于零',
    too_small: '不能小于 {{limit}}',
    too_big: '不能大于 {{limit}}',
    bands_out_of_order: '各档须从小到大，最后一档不设上限',
  },
};
