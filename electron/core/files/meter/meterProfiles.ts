import type { MappingProfile, RegisterOrRate } from '../mappingProfile.ts';
import { REGISTER_WORDS } from '../registerWords.ts';

const COLUMNS = {
  accountNo: ['户号', '用户编号', '用户号', '客户编号', 'account no', 'CONS_NO'],
  meterNo: ['资产编号', '表号', '电能表编号', '电表资产号', 'meter no', 'ASSET_NO'],
  previous: ['上次示数', '上月示数', '起码', 'previous'],
  current: ['本次示数', '本月示数', '止码', 'current'],
  multiplier: ['倍率', '综合倍率', 'multiplier', 'T_FACTOR'],
  readOn: ['抄表日期', '抄表时间', '数据日期', 'read on', 'DATA_DATE'],
  previousReadOn: ['上次抄表日期', '上次日期'],
  readerName: ['抄表员'],
  anomalyCode: ['异常码', '异常代码'],
  quality: ['数据来源', '抄表方式'],
  remark: ['备注'],
};

const layout = {
  encoding: 'auto',
  delimiter: 'auto',
  dateFormats: ['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy.mm.dd', 'yyyymmdd', 'yyyy年mm月dd日'],
  columns: COLUMNS,
  unit: 'kWh',
  qualityCodes: { 实抄: 'actual', 远抄: 'actual', 估抄: 'estimated', 估算: 'estimated', 自报: 'customer' },
} as const;

const wideRegister = (register: RegisterOrRate, word: string) => ({
  register,
  current: [word, `${word}示数`, `本次${word}`, `本次示数${word}`, `本次示数(${word})`],
  previous: [`上次${word}`, `上次示数${word}`, `上次示数(${word})`],
});

/**
 * Layouts of meter files that are shipped. They go to the ledger as data and can be changed there.
 * Rate numbers (PAP_R1 ...) stay numbers: which period a rate is, each meter's own setting says
 * (in two-rate meters rate 1 is 峰 and rate 2 谷, in four-rate ones 尖 and 峰).
 */
export const METER_PROFILES: readonly MappingProfile<unknown>[] = [
  {
    profileCode: 'meter_long',
    name: '抄表模板（一行一示数）',
    fileKind: 'meter',
    content: {
      layout: 'long',
      ...layout,
      columns: { ...COLUMNS, registerCode: ['示数类型', '示数类别', 'register'] },
      registerCodes: REGISTER_WORDS,
    },
  },
  {
    profileCode: 'meter_wide',
    name: '抄表模板（一行一表）',
    fileKind: 'meter',
    content: {
      layout: 'wide',
      ...layout,
      registers: [
        wideRegister('total', '总'),
        wideRegister('sharp', '尖'),
        wideRegister('peak', '峰'),
        wideRegister('flat', '平'),
        wideRegister('valley', '谷'),
        wideRegister('deep_valley', '深谷'),
        wideRegister('reactive', '无功'),
        wideRegister('reactive_export', '反向无功'),
        wideRegister('demand', '需量'),
        wideRegister('demand_sharp', '尖需量'),
        wideRegister('demand_peak', '峰需量'),
        wideRegister('demand_flat', '平需量'),
        wideRegister('demand_valley', '谷需量'),
        wideRegister('demand_deep_valley', '深谷需量'),
        wideRegister('reactive_demand', '无功需量'),
        wideRegister('apparent_demand', '视在需量'),
      ],
    },
  },
  {
    profileCode: 'collection_system',
    name: '用电信息采集系统导出（PAP_R）',
    fileKind: 'meter',
    content: {
      layout: 'wide',
      ...layout,
      registers: [
        { register: 'total', current: ['PAP_R'] },
        ...[1, 2, 3, 4].map((rate) => ({ register: { rate }, current: [`PAP_R${rate}`] })),
        { register: 'reactive', current: ['PRP_R'] },
        { register: 'reactive_export', current: ['RRP_R'] },
        { register: 'export', current: ['RAP_R'] },
      ],
    },
  },
  {
    profileCode: 'aemo_nem13',
    name: 'AEMO NEM13',
    fileKind: 'meter',
    content: { layout: 'nem13', registerCodes: { E: 'total', I: 'export' } },
  },
];
