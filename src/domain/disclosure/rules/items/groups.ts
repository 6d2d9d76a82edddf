import type { FieldSpec, FormPart, GroupSpec } from '#domain/disclosure/rules/items/spec.ts'

const line = { kind: 'line', required: true, lasting: true } as const
const text = { kind: 'text', required: true } as const
const yesNo = { kind: 'yesNo', required: true } as const
const date = { kind: 'date', required: true, lasting: true } as const
/** "若选否，说明……": asked on no. */
const onNo = (field: string) => ({ kind: 'text', required: true, when: { field, is: 'no' } }) as const
const online = { kind: 'yesNo', required: true, when: { field: 'installed', is: 'yes' } } as const

/**
 * The groups of the form in their order: annex 2 of the city rule (forms.md 2), and what MEP order 31 art. 9 asks beyond it
 * (emergency plan). The outlets' factors with their limits, concentrations and totals (tables W2, A2, F2) are
 * disclosure_rows; the enterprise's totals by factor follow from them.
 */
export const formGroups = {
  basic: {
    part: 'basic',
    annex: '一',
    fields: {
      name: line,
      orgCode: line,
      legalRepresentative: line,
      startedOn: date,
      address: line,
      longitude: { kind: 'longitude', required: true, lasting: true },
      latitude: { kind: 'latitude', required: true, lasting: true },
      environmentalOfficer: { ...line, isPrivate: true },
      officerContact: { ...line, isPrivate: true },
      sector: line,
    },
  },
  products: {
    part: 'basic',
    annex: '一',
    repeated: { least: 1, most: 100 },
    fields: {
      product: line,
      capacity: { kind: 'number', required: true, lasting: true, least: 0 },
      unit: line,
      output: { kind: 'number', least: 0 },
    },
  },
  productionLines: {
    part: 'basic',
    repeated: { least: 1, most: 100 },
    fields: {
      name: line,
      product: { kind: 'line', lasting: true },
      capacity: { kind: 'line', lasting: true },
      hours: { kind: 'number', required: true, unit: 'h', least: 0, most: 8784 },
    },
  },
  processDiagrams: {
    part: 'basic',
    annex: '三（一）',
    repeated: { least: 1, most: 30 },
    fields: { process: line, file: { kind: 'files', required: true, lasting: true } },
  },
  outlets: {
    part: 'discharge',
    annex: '三（二）（三）',
    ofOutlets: true,
    fields: {
      hours: { kind: 'number', required: true, unit: 'h', least: 0, most: 8784 },
      /** Water: m³ of the year. Stack: m³ an hour, standard state, dry. Nothing of the kind for a boundary. */
      flow: { kind: 'number', required: true, least: 0 },
      innerDiameter: { kind: 'number', lasting: true, unit: 'm', least: 0, most: 20 },
      height: { kind: 'number', lasting: true, unit: 'm', least: 0, most: 400 },
      gasTemperature: { kind: 'number', lasting: true, unit: '°C', least: -50, most: 1500 },
      conforms: { ...yesNo, lasting: true },
      nonconformity: { ...onNo('conforms'), lasting: true },
    },
  },
  wasteWaterStreams: {
    part: 'discharge',
    annex: '三（二）',
    repeated: { least: 0, most: 200 },
    fields: {
      name: line,
      source: line,
      facility: { kind: 'facility', lasting: true },
      recordsComplete: yesNo,
      recordsMissing: onNo('recordsComplete'),
      discharged: { ...yesNo, lasting: true },
      destination: { kind: 'line', required: true, lasting: true, when: { field: 'discharged', is: 'yes' } },
      outlet: { kind: 'outlet', required: true, lasting: true, when: { field: 'discharged', is: 'yes' } },
    },
  },
  wasteGasStreams: {
    part: 'discharge',
    annex: '三（三）',
    repeated: { least: 0, most: 400 },
    fields: {
      name: line,
      source: line,
      facility: { kind: 'facility', lasting: true },
      recordsComplete: yesNo,
      recordsMissing: onNo('recordsComplete'),
      outlet: { kind: 'outlet', required: true, lasting: true },
    },
  },
  fugitiveSources: {
    part: 'discharge',
    annex: '三（四）',
    repeated: { least: 0, most: 200 },
    fields: {
      nameAndSource: line,
      factors: { kind: 'factors', required: true, lasting: true },
      measures: {
        kind: 'choices',
        required: true,
        lasting: true,
        choices: ['covering', 'spraying', 'enclosure', 'dust_net', 'other', 'none'],
      },
      measuresNote: { kind: 'line', lasting: true },
    },
  },
  facilities: {
    part: 'facilities',
    annex: '三（二）（三）',
    repeated: { least: 0, most: 300 },
    fields: {
      code: line,
      name: line,
      process: line,
      capacity: { kind: 'number', required: true, lasting: true, least: 0 },
      capacityUnit: line,
      feasibleTechnology: { ...yesNo, lasting: true },
      maintenance: line,
      operationRate: { kind: 'percent', required: true },
      stoppages: { kind: 'text' },
    },
  },
  approvals: {
    part: 'approvals',
    annex: '二（一）',
    repeated: { least: 1, most: 100 },
    fields: {
      project: line,
      assessmentNo: line,
      assessedOn: date,
      acceptanceNo: { kind: 'line', lasting: true },
      acceptedOn: { kind: 'date', lasting: true },
      file: { kind: 'files', lasting: true },
    },
  },
  permit: {
    part: 'approvals',
    annex: '二（一）',
    fields: {
      held: { ...yesNo, lasting: true },
      notHeldBecause: { ...onNo('held'), lasting: true },
      permitNo: { kind: 'line', required: true, lasting: true, when: { field: 'held', is: 'yes' } },
      expiresOn: { kind: 'date', required: true, lasting: true, when: { field: 'held', is: 'yes' } },
      file: { kind: 'files', lasting: true, when: { field: 'held', is: 'yes' } },
    },
  },
  permittedTotals: {
    part: 'approvals',
    annex: '二（一）',
    repeated: { least: 0, most: 200 },
    when: { group: 'permit', field: 'held', is: 'yes' },
    fields: {
      factor: { kind: 'factor', required: true, lasting: true },
      tonnes: { kind: 'number', required: true, lasting: true, unit: 't/a', least: 0 },
    },
  },
  standing: {
    part: 'approvals',
    annex: '二（一）（二）',
    fields: {
      disclosesAsRequired: yesNo,
      disclosureProblems: onNo('disclosesAsRequired'),
      violationsLastYear: text,
    },
  },
  emergencyPlan: {
    part: 'emergency',
    fields: {
      drawnUp: { ...yesNo, lasting: true },
      notDrawnUpBecause: { ...onNo('drawnUp'), lasting: true },
      filingNo: { kind: 'line', required: true, lasting: true, when: { field: 'drawnUp', is: 'yes' } },
      filedOn: { kind: 'date', required: true, lasting: true, when: { field: 'drawnUp', is: 'yes' } },
      riskLevel: {
        kind: 'choice',
        required: true,
        lasting: true,
        choices: ['general', 'considerable', 'major'],
        when: { field: 'drawnUp', is: 'yes' },
      },
      drills: { kind: 'whole', required: true, least: 0, most: 366, when: { field: 'drawnUp', is: 'yes' } },
      file: { kind: 'files', lasting: true, when: { field: 'drawnUp', is: 'yes' } },
    },
  },
  selfMonitoring: {
    part: 'monitoring',
    annex: '二（四）',
    repeated: { least: 1, most: 300 },
    fields: {
      point: line,
      factors: { kind: 'factors', required: true, lasting: true },
      frequency: line,
      recordContents: line,
      contractor: { kind: 'line', lasting: true },
    },
  },
  selfMonitoringPlan: {
    part: 'monitoring',
    annex: '二（四）',
    fields: {
      conforms: yesNo,
      problems: onNo('conforms'),
      recordsComplete: yesNo,
      recordsProblems: onNo('recordsComplete'),
      file: { kind: 'files', lasting: true },
    },
  },
  monitoringReports: {
    part: 'monitoring',
    repeated: { least: 0, most: 200 },
    fields: {
      reportNo: { kind: 'line', required: true },
      laboratory: { kind: 'line', required: true, lasting: true },
      sampledOn: { kind: 'date', required: true },
      file: { kind: 'files' },
    },
  },
  supervisoryMonitoring: {
    part: 'monitoring',
    annex: '二（三）',
    fields: {
      note: text,
      exceeded: { kind: 'yesNo' },
      exceededTimes: { kind: 'whole', required: true, least: 1, most: 10_000, when: { field: 'exceeded', is: 'yes' } },
      exceededShare: { kind: 'percent', when: { field: 'exceeded', is: 'yes' } },
    },
  },
  onlineMonitoring: {
    part: 'monitoring',
    annex: '二（五）',
    fields: {
      installed: { ...yesNo, lasting: true },
      transmissionConforms: online,
      installationConforms: { ...online, lasting: true },
      managementSystem: { ...online, lasting: true },
      validityReviewed: online,
      runsNormally: online,
    },
  },
  problemsFound: {
    part: 'conclusion',
    annex: '四',
    repeated: { least: 0, most: 100 },
    when: { group: 'conclusion', field: 'problemsExist', is: 'yes' },
    fields: {
      problem: text,
      measures: text,
      deadline: { kind: 'date', required: true },
    },
  },
  conclusion: {
    part: 'conclusion',
    annex: '四',
    fields: {
      problemsExist: yesNo,
      outcome: { kind: 'choice', required: true, choices: ['lasting', 'after_rectification', 'not_met'] },
      words: text,
    },
  },
  signatures: {
    part: 'conclusion',
    annex: '表头',
    fields: {
      filledBy: { ...line, isPrivate: true },
      filledOn: { kind: 'date', required: true },
      reviewedBy: { ...line, isPrivate: true },
      reviewedOn: { kind: 'date', required: true },
    },
  },
} as const satisfies Record<string, GroupSpec>

export type GroupName = keyof typeof formGroups
export type FieldOf<G extends GroupName> = Extract<keyof (typeof formGroups)[G]['fields'], string>

export const groupNames = Object.keys(formGroups) as GroupName[]
export const groupsOfPart = (part: FormPart): GroupName[] => groupNames.filter((name) => formGroups[name].part === part)

/** A group as data of one shape. */
export const groupSpec = (name: GroupName): GroupSpec => formGroups[name]
export const fieldSpec = (group: GroupName, field: string): FieldSpec | undefined => groupSpec(group).fields[field]
export const isGroupName = (name: string): name is GroupName => Object.hasOwn(formGroups, name)
