import type { FieldOf, GroupName } from '#domain/disclosure/rules/items/groups.ts'
import { formGroups } from '#domain/disclosure/rules/items/groups.ts'
import { parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { FormPart } from '#domain/disclosure/rules/items/spec.ts'
import type { Locale } from '#src/i18n/locale.ts'

type Pair = readonly [zh: string, en: string]

export const partNames: Record<FormPart, Pair> = {
  basic: ['基本信息', 'Basic data'],
  discharge: ['排污信息', 'Discharge'],
  facilities: ['治理设施', 'Treatment facilities'],
  approvals: ['环评与许可', 'Assessments and permits'],
  emergency: ['应急预案', 'Emergency plan'],
  monitoring: ['监测情况', 'Monitoring'],
  conclusion: ['自查结论', 'Conclusions'],
}

type GroupWords = {
  [G in GroupName]: { name: Pair; fields: Record<FieldOf<G>, Pair> }
}

/** What groups and fields are called, in the words of annex 2 where it has them. */
export const groupWords: GroupWords = {
  basic: {
    name: ['企业基本信息', 'The enterprise'],
    fields: {
      name: ['企业名称', 'Name'],
      orgCode: ['机构代码（或统一社会信用代码）', 'Organisation code or unified social credit code'],
      legalRepresentative: ['法定代表', 'Legal representative'],
      startedOn: ['投产时间', 'In production since'],
      address: ['生产地址', 'Address of production'],
      longitude: ['东经', 'Longitude, east'],
      latitude: ['北纬', 'Latitude, north'],
      environmentalOfficer: ['企业环保负责人', 'Environmental officer'],
      officerContact: ['联系方式', 'Contact'],
      sector: ['所属行业', 'Sector'],
    },
  },
  products: {
    name: ['产品及规模', 'Products and scale'],
    fields: {
      product: ['产品', 'Product'],
      capacity: ['设计规模', 'Capacity'],
      unit: ['单位（如 万吨/年）', 'Unit (such as t/a)'],
      output: ['上年实际产量', "Last year's output"],
    },
  },
  productionLines: {
    name: ['生产线', 'Production lines'],
    fields: {
      name: ['生产线名称或编号', 'Name or number'],
      product: ['产品', 'Product'],
      capacity: ['规模', 'Capacity'],
      hours: ['全年生产时间', 'Hours run in the year'],
    },
  },
  processDiagrams: {
    name: ['生产工艺流程图', 'Process diagrams'],
    fields: {
      process: ['工序', 'Process'],
      file: ['流程图', 'Diagram'],
    },
  },
  outlets: {
    name: ['排放口运行情况', 'How the outlets ran'],
    fields: {
      hours: ['全年排放时间', 'Hours of discharge in the year'],
      flow: [
        '全年废水排放量（m³）或标干烟气量（m³/h）',
        'Waste water of the year (m³) or dry gas flow (m³/h, standard state)',
      ],
      innerDiameter: ['排气筒出口内径', 'Inner diameter of the stack'],
      height: ['排气筒高度', 'Height of the stack'],
      gasTemperature: ['排烟温度', 'Gas temperature'],
      conforms: ['排口（排气筒）设置是否符合要求', 'Set up as required'],
      nonconformity: [
        '不符合要求处（如暗管偷排、高度不够、排口无标示等）',
        'What does not conform (hidden pipe, height, no sign ...)',
      ],
    },
  },
  wasteWaterStreams: {
    name: ['水污染物产排污环节及污染治理设施', 'Waste water and its treatment'],
    fields: {
      name: ['废水名称', 'Waste water'],
      source: ['废水来源', 'Source'],
      facility: ['污染治理设施编号', 'Treatment facility (code)'],
      recordsComplete: ['运行记录是否齐全', 'Running records complete'],
      recordsMissing: ['不全处', 'What is missing'],
      discharged: ['废水处理后是否外排', 'Discharged after treatment'],
      destination: ['去向', 'Where it goes'],
      outlet: ['排口编号', 'Outlet (code)'],
    },
  },
  wasteGasStreams: {
    name: ['大气污染物（有组织）产排污环节及污染治理设施', 'Organised waste gas and its treatment'],
    fields: {
      name: ['废气名称', 'Waste gas'],
      source: ['废气来源', 'Source'],
      facility: ['污染治理设施编号', 'Treatment facility (code)'],
      recordsComplete: ['运行记录是否齐全', 'Running records complete'],
      recordsMissing: ['不齐全处', 'What is missing'],
      outlet: ['排气筒编号', 'Stack (code)'],
    },
  },
  fugitiveSources: {
    name: ['大气污染物（无组织）产排污环节及治理措施', 'Fugitive waste gas and its control'],
    fields: {
      nameAndSource: ['废气名称和来源', 'Waste gas and its source'],
      factors: ['污染物因子', 'Factors'],
      measures: ['污染治理措施', 'Control measures'],
      measuresNote: ['措施说明', 'About the measures'],
    },
  },
  facilities: {
    name: ['污染治理设施', 'Treatment facilities'],
    fields: {
      code: ['设施编号（如 TW001）', 'Code (such as TW001)'],
      name: ['污染治理设施名称', 'Name'],
      process: ['污染治理设施工艺', 'Process'],
      capacity: ['处理能力', 'Capacity'],
      capacityUnit: ['能力单位（t/d、m³/h）', 'Unit (t/d, m³/h)'],
      feasibleTechnology: ['是否为可行技术', 'Feasible technology'],
      maintenance: ['维护情况（维护频次、内容）', 'Maintenance (how often, what)'],
      operationRate: ['正常运转率（%）', 'Normal operation rate (%)'],
      stoppages: ['停运情况', 'Stoppages'],
    },
  },
  approvals: {
    name: ['环评及其他环保手续', 'Environmental assessments and acceptance'],
    fields: {
      project: ['建设项目', 'Project'],
      assessmentNo: ['环评批复文号', 'Approval of the assessment, number'],
      assessedOn: ['批复日期', 'Approved on'],
      acceptanceNo: ['竣工验收文号', 'Acceptance, number'],
      acceptedOn: ['验收日期', 'Accepted on'],
      file: ['批复或验收文件', 'Document'],
    },
  },
  permit: {
    name: ['排污许可证', 'Discharge permit'],
    fields: {
      held: ['是否持有排污许可证', 'Permit held'],
      notHeldBecause: ['未持证原因', 'Why not'],
      permitNo: ['许可证编号', 'Permit number'],
      expiresOn: ['许可证到期日期', 'Permit expires on'],
      file: ['许可证扫描件', 'Scan of the permit'],
    },
  },
  permittedTotals: {
    name: ['许可的污染物种类及总量', 'Permitted factors and totals'],
    fields: {
      factor: ['污染物', 'Factor'],
      tonnes: ['许可总量', 'Permitted total'],
    },
  },
  standing: {
    name: ['信息公开与违法处罚', 'Disclosure, violations and complaints'],
    fields: {
      disclosesAsRequired: ['是否按要求公开环境信息', 'Discloses as required'],
      disclosureProblems: ['环境信息公开存在哪些问题', 'What is wrong with the disclosure'],
      violationsLastYear: [
        '近一年内企业环境违法行为情况、整改及接受处罚情况，以及环保投诉情况（没有的填“无”）',
        'Violations, rectification, penalties and complaints of the past year (say “none” if so)',
      ],
    },
  },
  emergencyPlan: {
    name: ['突发环境事件应急预案', 'Emergency plan'],
    fields: {
      drawnUp: ['是否编制应急预案', 'Plan drawn up'],
      notDrawnUpBecause: ['未编制原因', 'Why not'],
      filingNo: ['备案编号', 'Filing number'],
      filedOn: ['备案日期', 'Filed on'],
      riskLevel: ['环境风险等级', 'Risk level'],
      drills: ['上年演练次数', 'Drills last year'],
      file: ['预案文本', 'The plan'],
    },
  },
  selfMonitoring: {
    name: ['自行监测的主要内容', 'Self-monitoring'],
    fields: {
      point: ['点位', 'Point'],
      factors: ['指标', 'Factors'],
      frequency: ['频次', 'Frequency'],
      recordContents: ['记录内容', 'What is recorded'],
      contractor: ['委托的第三方', 'Contractor'],
    },
  },
  selfMonitoringPlan: {
    name: ['自行监测方案与记录', 'Self-monitoring plan and records'],
    fields: {
      conforms: [
        '是否按照标准、环评及批复、监测技术规范的要求制定自行监测方案',
        'Plan conforms to standards, assessment and specifications',
      ],
      problems: [
        '哪里不符合要求（点位设置、监测频次、监测指标等）',
        'What does not conform (points, frequency, factors)',
      ],
      recordsComplete: ['自行监测记录是否完善', 'Records complete'],
      recordsProblems: ['哪里不符合规定', 'What is wrong with the records'],
      file: ['自行监测方案', 'The plan'],
    },
  },
  monitoringReports: {
    name: ['监测报告', 'Monitoring reports'],
    fields: {
      reportNo: ['报告编号', 'Report number'],
      laboratory: ['监测单位', 'Laboratory'],
      sampledOn: ['采样日期', 'Sampled on'],
      file: ['报告', 'Report'],
    },
  },
  supervisoryMonitoring: {
    name: ['近一年内企业监督性监测数据情况', 'Supervisory monitoring of the past year'],
    fields: {
      note: [
        '情况说明（是否有超标、超标次数、超标占比等；没有监测的填“无”）',
        'What was found (exceedances, times, share; “none” if not monitored)',
      ],
      exceeded: ['是否有超标', 'Exceedances'],
      exceededTimes: ['超标次数', 'Times'],
      exceededShare: ['超标占比（%）', 'Share (%)'],
    },
  },
  onlineMonitoring: {
    name: ['在线监测情况', 'On-line monitoring'],
    fields: {
      installed: ['是否安装在线监测', 'Installed'],
      transmissionConforms: ['数据采集和传输是否符合技术规范', 'Data collection and transmission conform'],
      installationConforms: ['自动监控设备安装（如位置）等是否符合环保规范要求', 'Installation (place) conforms'],
      managementSystem: ['企业是否建立自动监控系统运行、使用、管理制度', 'Rules for running, use and management'],
      validityReviewed: ['环保局是否对在线监测数据进行了有效性审核', 'Validity reviewed by the bureau'],
      runsNormally: ['在线监测是否正常（如有无停用、空白数值情况等）', 'Runs normally (no stops, no blanks)'],
    },
  },
  problemsFound: {
    name: ['存在的问题与整改方案', 'Problems and how they are put right'],
    fields: {
      problem: ['存在的问题', 'Problem'],
      measures: ['采取的措施', 'Measures'],
      deadline: ['整改时限', 'Until'],
    },
  },
  conclusion: {
    name: ['企业自查自测自纠结论', 'Conclusions of the self-check'],
    fields: {
      problemsExist: ['是否存在问题', 'Problems exist'],
      outcome: ['结论', 'Outcome'],
      words: ['自测自纠结论', 'The conclusion in words'],
    },
  },
  signatures: {
    name: ['填报与审核', 'Filled in and reviewed'],
    fields: {
      filledBy: ['填报人', 'Filled in by'],
      filledOn: ['填报日期', 'On'],
      reviewedBy: ['审核人', 'Reviewed by'],
      reviewedOn: ['审核日期', 'On'],
    },
  },
}

const choiceWords: Record<string, Pair> = {
  covering: ['苫盖', 'Covering'],
  spraying: ['洒水', 'Spraying'],
  enclosure: ['封闭', 'Enclosure'],
  dust_net: ['抑尘网', 'Dust net'],
  other: ['其他', 'Other'],
  none: ['无', 'None'],
  general: ['一般', 'General'],
  considerable: ['较大', 'Considerable'],
  major: ['重大', 'Major'],
  lasting: ['能够稳定达标', 'Meets the limits lastingly'],
  after_rectification: ['整改后达标', 'Meets them after rectification'],
  not_met: ['不能达标', 'Does not meet them'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
}

const pick = (locale: Locale, [zh, en]: Pair) => (locale === 'zh' ? zh : en)

export const partName = (locale: Locale, part: FormPart) => pick(locale, partNames[part])
export const groupLabel = (locale: Locale, group: GroupName) => pick(locale, groupWords[group].name)
export const groupFieldLabel = (locale: Locale, group: GroupName, field: string) =>
  pick(locale, (groupWords[group].fields as Record<string, Pair>)[field] ?? [field, field])
export const choiceLabel = (locale: Locale, choice: string) => pick(locale, choiceWords[choice] ?? [choice, choice])

/** A field of a group by its name in the form, `wasteWaterStreams_3.facility`, as a message says it; undefined for other fields. */
export function itemFieldLabel(locale: Locale, name: string): string | undefined {
  const parsed = parseItemField(name)
  if (!parsed) return undefined
  const { group, item, field } = parsed
  const number = 'repeated' in formGroups[group] ? ` ${item}` : ''
  return `${groupLabel(locale, group)}${number} · ${groupFieldLabel(locale, group, field)}`
}
