import type { FieldOf, GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { AnswerValue } from '#domain/disclosure/rules/items/item.ts'
import { millOutlets, millTotals } from '#test/support/mill/register.ts'
import { facilities, gasStreams, waterStreams } from '#test/support/mill/streams.ts'

/** One item of a group as it is to be public, or, of its private fields, to be known to firm and bureau. */
export interface MeantItem {
  group: GroupName
  /** Of `outlets` alone. */
  outlet?: string
  answers: Readonly<Record<string, AnswerValue>>
  /** Fields to which a file is attached. */
  files: readonly string[]
}

type AnswersOf<G extends GroupName> = Partial<Record<FieldOf<G>, AnswerValue>>

const one = <G extends GroupName>(group: G, answers: AnswersOf<G>, files: readonly FieldOf<G>[] = []): MeantItem => ({
  group,
  answers: answers as MeantItem['answers'],
  files,
})

/** Every group of the form, and every question in it but the two that exclude what is answered here. */
export const millItems = (creditCode: string): MeantItem[] => [
  one('basic', {
    name: '清溪示例纸业有限公司',
    orgCode: creditCode,
    legalRepresentative: '赵示例',
    startedOn: '2008-06',
    address: '桃江县桃花江镇工业园示例路1号',
    longitude: 112.1563,
    latitude: 28.5218,
    environmentalOfficer: '钱环保',
    officerContact: '0737-7654321',
    sector: '造纸和纸制品业',
  }),
  one('products', { product: '文化用纸', capacity: 12, unit: '万吨/年', output: 9.8 }),
  one('products', { product: '漂白竹浆', capacity: 8.5, unit: '万吨/年', output: 7.6 }),
  one('productionLines', { name: '1号纸机', product: '文化用纸', capacity: '6万吨/年', hours: 7900 }),
  one('productionLines', { name: '2号纸机', product: '文化用纸', capacity: '6万吨/年', hours: 7650 }),
  one('productionLines', { name: '竹浆线', product: '漂白竹浆', capacity: '8.5万吨/年', hours: 7896 }),
  one('processDiagrams', { process: '备料、蒸煮、洗选与漂白' }, ['file']),
  one('processDiagrams', { process: '抄纸' }, ['file']),
  ...millOutlets.filter(({ kind }) => kind !== 'fugitive').map(ranAndBuilt),
  ...waterStreams,
  ...gasStreams,
  one('fugitiveSources', {
    nameAndSource: '备料车间竹屑粉尘',
    factors: ['a34013'],
    measures: ['spraying', 'enclosure'],
    measuresNote: '每班洒水两次',
  }),
  one('fugitiveSources', {
    nameAndSource: '污水站恶臭',
    factors: ['a21001', 'a21028'],
    measures: ['covering', 'other'],
    measuresNote: '加盖收集，生物滤池除臭',
  }),
  ...facilities,
  one(
    'approvals',
    {
      project: '年产12万吨文化用纸项目',
      assessmentNo: '试环评〔2007〕88号',
      assessedOn: '2007-03-01',
      acceptanceNo: '试环评验〔2009〕12号',
      acceptedOn: '2009-05',
    },
    ['file'],
  ),
  one('approvals', { project: '锅炉超低排放改造', assessmentNo: '试环评表〔2019〕7号', assessedOn: '2019' }),
  one('permit', { held: true, permitNo: `${creditCode}001P`, expiresOn: '2028-01-01' }, ['file']),
  ...millTotals.map(({ factor, tonnes }) => one('permittedTotals', { factor, tonnes })),
  one('standing', {
    disclosesAsRequired: false,
    disclosureProblems: '第三季度监测点位图晚公开五天',
    violationsLastYear: '五月因在线设备停用被责令改正，\n已改正；无投诉。',
  }),
  one(
    'emergencyPlan',
    { drawnUp: true, filingNo: '430922-2024-001-L', filedOn: '2024-05-01', riskLevel: 'considerable', drills: 2 },
    ['file'],
  ),
  one('selfMonitoring', {
    point: '废水总排口',
    factors: ['w01018', 'w21003'],
    frequency: '每日一次',
    recordContents: '采样、保存与分析原始记录',
    contractor: '益阳示例检测公司',
  }),
  one('selfMonitoring', {
    point: '碱回收炉烟囱',
    factors: ['a21026', 'a21002', 'a34013'],
    frequency: '每季度一次',
    recordContents: '工况与监测记录',
    contractor: '益阳示例检测公司',
  }),
  one(
    'selfMonitoringPlan',
    { conforms: false, problems: '雨水口未列入方案', recordsComplete: false, recordsProblems: '二月缺一份工况记录' },
    ['file'],
  ),
  one('monitoringReports', { reportNo: 'SY2025-DW002', laboratory: '益阳示例检测公司', sampledOn: '2025-08-17' }, [
    'file',
  ]),
  one('supervisoryMonitoring', {
    note: '全年监督性监测四次，一次氨氮超标。',
    exceeded: true,
    exceededTimes: 1,
    exceededShare: 25,
  }),
  one('onlineMonitoring', {
    installed: true,
    transmissionConforms: true,
    installationConforms: true,
    managementSystem: true,
    validityReviewed: true,
    runsNormally: false,
  }),
  one('problemsFound', {
    problem: '曝气系统老化，出水氨氮波动',
    measures: '更换曝气器并增加在线仪表',
    deadline: '2026-09-30',
  }),
  one('problemsFound', { problem: '料场苫盖不全', measures: '加盖防尘网', deadline: '2026-08' }),
  one('conclusion', {
    problemsExist: true,
    outcome: 'after_rectification',
    words: '完成曝气系统改造后能够稳定达标。',
  }),
  one('signatures', { filledBy: '孙填报', filledOn: '2026-05-20', reviewedBy: '李审核', reviewedOn: '2026-05-22' }),
]

function ranAndBuilt({ code, kind, hours, flow, heightM, innerDiameterM }: (typeof millOutlets)[number]): MeantItem {
  const conforms = code !== 'DW003'
  return {
    ...one('outlets', {
      hours,
      flow,
      ...(kind === 'stack'
        ? { height: heightM as number, innerDiameter: innerDiameterM as number, gasTemperature: 85.5 }
        : {}),
      conforms,
      ...(conforms ? {} : { nonconformity: '标志牌缺失，已订制' }),
    }),
    outlet: code,
  }
}
