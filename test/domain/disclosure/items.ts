import { type FormItem, itemFields } from '#domain/disclosure/rules/items/item.ts'

/** The groups of the invented mill's form (mill.ts), whole and quiet. */
export const wholeItems = (mill: { water: number; stack: number; file: string }): FormItem[] => [
  {
    group: 'basic',
    item: 1,
    typed: {
      name: '试验纸业有限公司',
      orgCode: '91430902MAFAKE0008',
      legalRepresentative: '试验人',
      startedOn: '2008-06',
      address: '桃江县试验路1号',
      longitude: '112.1',
      latitude: '28.5',
      environmentalOfficer: '甲',
      officerContact: '0737-0000000',
      sector: '造纸',
    },
  },
  { group: 'products', item: 1, typed: { product: '文化纸', capacity: '12', unit: '万吨/年', output: '9.8' } },
  { group: 'productionLines', item: 1, typed: { name: '1号纸机', hours: '7,900' } },
  { group: 'processDiagrams', item: 1, typed: { process: '制浆造纸', file: mill.file } },
  { group: 'outlets', item: mill.water, typed: { hours: '8000', flow: '1075000', conforms: 'yes' } },
  {
    group: 'outlets',
    item: mill.stack,
    typed: { hours: '8500', flow: '42000', innerDiameter: '1', height: '45', gasTemperature: '85', conforms: 'yes' },
  },
  {
    group: 'wasteWaterStreams',
    item: 1,
    typed: {
      name: '制浆废水',
      source: '洗浆',
      facility: 'TW001',
      recordsComplete: 'yes',
      discharged: 'yes',
      destination: '资江',
      outlet: 'DW001',
    },
  },
  {
    group: 'wasteGasStreams',
    item: 1,
    typed: { name: '锅炉烟气', source: '1号锅炉', recordsComplete: 'yes', outlet: 'DA001' },
  },
  {
    group: 'facilities',
    item: 1,
    typed: {
      code: 'TW001',
      name: '污水处理站',
      process: '厌氧+好氧',
      capacity: '3600',
      capacityUnit: 't/d',
      feasibleTechnology: 'yes',
      maintenance: '每月一次',
      operationRate: '98.5%',
    },
  },
  {
    group: 'approvals',
    item: 1,
    typed: { project: '12万吨文化纸', assessmentNo: '试环评〔2007〕1号', assessedOn: '2007-03-01' },
  },
  { group: 'permit', item: 1, typed: { held: 'yes', permitNo: '91430902MAFAKE0008001P', expiresOn: '2028-01-01' } },
  { group: 'permittedTotals', item: 1, typed: { factor: 'w01018', tonnes: '230' } },
  { group: 'standing', item: 1, typed: { disclosesAsRequired: 'yes', violationsLastYear: '无' } },
  {
    group: 'emergencyPlan',
    item: 1,
    typed: { drawnUp: 'yes', filingNo: '430922-2024-001-L', filedOn: '2024-05-01', riskLevel: 'general', drills: '2' },
  },
  {
    group: 'selfMonitoring',
    item: 1,
    typed: { point: 'DW001', factors: 'COD', frequency: '每月一次', recordContents: '采样与分析记录' },
  },
  { group: 'selfMonitoringPlan', item: 1, typed: { conforms: 'yes', recordsComplete: 'yes' } },
  { group: 'supervisoryMonitoring', item: 1, typed: { note: '无' } },
  { group: 'onlineMonitoring', item: 1, typed: { installed: 'no' } },
  { group: 'conclusion', item: 1, typed: { problemsExist: 'no', outcome: 'lasting', words: '稳定达标' } },
  {
    group: 'signatures',
    item: 1,
    typed: { filledBy: '甲', filledOn: '2026-06-01', reviewedBy: '乙', reviewedOn: '2026-06-02' },
  },
]

/** The same as fields of the form. */
export const wholeItemFields = (mill: { water: number; stack: number; file: string }): Record<string, string> =>
  Object.fromEntries(
    wholeItems(mill).flatMap((item) => Object.entries(itemFields(item)).filter(([, typed]) => typed !== '')),
  )
