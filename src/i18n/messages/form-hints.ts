import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { Locale } from '#src/i18n/locale.ts'

interface Hint {
  zh: string
  en: string
  /** Words of the glossary that help with it. */
  terms?: readonly string[]
}

/** What to know before filling in a group. */
const hints: Partial<Record<GroupName, Hint>> = {
  basic: {
    zh: '登记信息已带入，请核对。环保负责人及联系方式只供监管部门使用，不公开。',
    en: 'Taken from the register; please check. The environmental officer and contact are for the regulators alone.',
    terms: ['creditCode', 'legalRepresentative'],
  },
  products: {
    zh: '设计规模照环评批复填写，如 12、万吨/年。',
    en: 'Capacity as approved, for example 12 and 10,000 t/a.',
  },
  productionLines: { zh: '一条生产线一项。', en: 'One item for each line.' },
  processDiagrams: {
    zh: '每个工序一张，标出产污环节。',
    en: 'One for each process, showing where pollutants arise.',
  },
  wasteWaterStreams: {
    zh: '每股废水一项；同一治理设施、同一排口用同一编号。',
    en: 'One item for each stream; the same facility and the same outlet always by the same code.',
    terms: ['waterOutlet', 'treatmentFacility'],
  },
  wasteGasStreams: {
    zh: '每股有组织废气一项；同一排气筒用同一编号。',
    en: 'One item for each organised stream; the same stack always by the same code.',
    terms: ['organised', 'stack'],
  },
  fugitiveSources: {
    zh: '没有经排气筒排放的废气，如料场扬尘。',
    en: 'Waste gas that leaves by no stack, such as dust of a stock yard.',
    terms: ['fugitive'],
  },
  facilities: {
    zh: '一套设施只填一次；“排污信息”里按编号引用。',
    en: 'Each facility once; the discharge part refers to it by its code.',
    terms: ['treatmentFacility'],
  },
  approvals: { zh: '每个建设项目一项。', en: 'One item for each project.' },
  permit: { zh: '照许可证填写。', en: 'As the permit says.', terms: ['dischargePermit', 'permittedTotal'] },
  permittedTotals: { zh: '每种污染物一项。', en: 'One item for each factor.', terms: ['factor', 'permittedTotal'] },
  selfMonitoring: { zh: '每个点位一项。', en: 'One item for each point.', terms: ['selfMonitoring'] },
  supervisoryMonitoring: {
    zh: '生态环境部门来厂监测的结果。',
    en: 'What the bureau found in its own samples.',
    terms: ['supervisoryMonitoring', 'exceedance'],
  },
  onlineMonitoring: {
    zh: '没有安装的选“否”，其余不填。',
    en: 'Without it choose no; nothing more is asked.',
    terms: ['onlineMonitoring'],
  },
  problemsFound: { zh: '一个问题一项。', en: 'One item for each problem.' },
  signatures: {
    zh: '填报人与审核人须为两人；姓名不公开。',
    en: 'Two persons; their names are not published.',
  },
}

export function groupHint(locale: Locale, group: GroupName): { text: string; terms: readonly string[] } | undefined {
  const hint = hints[group]
  return hint && { text: hint[locale], terms: hint.terms ?? [] }
}
