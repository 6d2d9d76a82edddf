import type { Case } from '#db/seed/city/cases/model.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import type { Monitoring } from '#db/seed/city/monitoring.ts'
import { addDays, addMonths, at } from '#db/seed/days.ts'
import { readRegions } from '#db/seed/reference-files.ts'
import type {
  countyMeasureKinds,
  countyMeasureStates,
  countyReturnKinds,
  countyReturnStates,
  taskProgress,
} from '#db/vocabulary.ts'

export interface SeedReturn {
  id: number
  kind: (typeof countyReturnKinds)[number]
  regionCode: string
  period: string
  dueOn: string
  state: (typeof countyReturnStates)[number]
  counts: Record<string, number | null>
  cases: number[]
  words: Record<string, string>
  preparedAt: string
  completedAt: string | null
  signedAt: string | null
  firstSignedAt: string | null
  decidedAt: string | null
  /** Why the city sent it back. */
  reason: string | null
}

export interface SeedTaskState {
  taskNo: number
  regionCode: string
  year: number
  progress: (typeof taskProgress)[number]
  words: string
  paths: string[]
  signedAt: string
}

export interface SeedMeasure {
  id: number
  kind: (typeof countyMeasureKinds)[number]
  regionCode: string
  reason: string
  basis: string
  fromOn: string
  dueOn: string | null
  state: (typeof countyMeasureStates)[number]
  followUps: { doneOn: string; words: string }[]
  liftedOn: string | null
  liftedBasis: string | null
}

export interface Assessment {
  returns: SeedReturn[]
  tasks: SeedTaskState[]
  measures: SeedMeasure[]
}

interface Facts {
  firms: readonly Enterprise[]
  cases: readonly Case[]
  monitoring: Monitoring
  obligations: readonly Obligation[]
}

/** The returns of a year, what the counties say of the twenty tasks, and some measures against counties. */
export function makeAssessment(scene: Scene, facts: Facts): Assessment {
  return { returns: makeReturns(scene, facts), tasks: makeTaskStates(scene), measures: makeMeasures(scene) }
}

const counties = () => readRegions().filter(({ kind }) => kind !== 'city')

/** Nan County is late now and then, Anhua was with the last two; one return came back, one still waits for its signature. */
const lateOnes: Record<string, readonly number[]> = { '430921': [2, 5, 9], '430923': [1, 2], '430972': [7] }
const sentBack = { regionCode: '430981', ago: 1 }
const unsigned = { regionCode: '430923', ago: 1 }
const months = 12

function makeReturns(scene: Scene, facts: Facts): SeedReturn[] {
  const first = `${scene.today.slice(0, 7)}-01`
  const all: Omit<SeedReturn, 'id'>[] = []
  for (let ago = months; ago >= 1; ago--) {
    const period = addMonths(first, -ago).slice(0, 7)
    const dueOn = addMonths(first, 1 - ago)
    for (const { code } of counties()) all.push(oneReturn(scene, facts, { code, period, dueOn, ago }))
  }
  return all.map((each, i) => ({ id: i + 1, ...each }))
}

function oneReturn(
  scene: Scene,
  facts: Facts,
  { code, period, dueOn, ago }: { code: string; period: string; dueOn: string; ago: number },
): Omit<SeedReturn, 'id'> {
  const random = scene.random('return', code, period)
  const isLate = lateOnes[code]?.includes(ago) ?? false
  const isUnsigned = unsigned.regionCode === code && unsigned.ago === ago
  const cameBack = sentBack.regionCode === code && sentBack.ago === ago
  const signedOn = isLate ? addDays(dueOn, random.int(1, 4)) : addDays(dueOn, -random.int(0, 3))
  const isFuture = signedOn > scene.today
  const state =
    isUnsigned || isFuture
      ? 'completed'
      : cameBack
        ? 'sent_back'
        : ago === 1 && random.chance(0.4)
          ? 'signed'
          : 'received'
  const isSigned = state === 'signed' || state === 'received'
  const completedOn = addDays(isUnsigned || isFuture ? dueOn : signedOn, -1)
  const { counts, cases } = figuresOf(facts, code, period)
  return {
    ...{ kind: 'month' as const, regionCode: code, period, dueOn, state, counts, cases },
    words: {
      note: random.pick([
        '本月台账已逐户核对，新增问题均已登记并通知企业制定方案。',
        '对未销号的问题逐个现场检查，两家企业的整改进度偏慢，已约见负责人。',
        '重点检查了造纸和有色企业的治理设施运行记录，未发现新的问题。',
        '开展夜查两次，发现的问题已列入整改台账；案件按程序办理。',
      ]),
    },
    preparedAt: at(`${period}-25`, 0, 20),
    completedAt: cameBack ? null : at(completedOn < `${period}-26` ? `${period}-26` : completedOn, 16, 20),
    signedAt: isSigned ? at(signedOn, 17, random.int(0, 50)) : null,
    firstSignedAt: isSigned || cameBack ? at(signedOn, 17, 0) : null,
    decidedAt: state === 'received' || cameBack ? at(addDays(signedOn, 1), 10, 30) : null,
    reason: cameBack ? '整改台账缺两家企业的复查监测报告编号，请补齐后重新签发。' : null,
  }
}

/** What the portal counts of a county's month from what the city holds when it is loaded. */
function figuresOf({ firms, cases, monitoring, obligations }: Facts, code: string, period: string) {
  const isIn = (day: string | null) => day !== null && day.slice(0, 7) === period
  const own = cases.filter(({ county, state }) => county.code === code && state === 'published')
  const decided = own.filter(({ decidedOn }) => isIn(decidedOn))
  const outlets = new Set(firms.filter(({ county }) => county.code === code).flatMap((firm) => firm.outlets))
  const due = obligations.filter(({ firm, dueOn }) => firm.county.code === code && isIn(dueOn))
  return {
    cases: decided.map(({ id }) => id),
    counts: {
      casesDecided: decided.length,
      casesPublished: own.filter(({ publishedAt }) => isIn(publishedAt)).length,
      finesFen: decided.flatMap(({ measures }) => measures).reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
      ordersDue: 0,
      ordersInTime: 0,
      hoursDue: null,
      hoursValid: null,
      samples: monitoring.supervisory.filter(({ figures, sampledOn }) => isIn(sampledOn) && outlets.has(figures.outlet))
        .length,
      disclosuresDue: due.length,
      disclosuresInTime: due.filter(
        ({ dueOn, publishedAt }) => publishedAt !== null && publishedAt.slice(0, 10) <= dueOn,
      ).length,
    },
  }
}

const said: [no: number, progress: SeedTaskState['progress'], words: string, path: string][] = [
  [2, 'done', '第一批行业企业的自查表已全部提交并公开。', '/disclosures'],
  [3, 'done', '第一批行业企业全部排查完毕，台账按月更新。', '/progress/problems'],
  [5, 'under_way', '对排查中发现的违法行为立案查处，决定书均在期限内公布。', '/board'],
  [6, 'done', '名录内单位的年度信息公开已全部催办，逾期的已立案。', '/disclosures'],
  [8, 'not_started', '年度总结待 12 月 7 日前报送。', '/progress/counties'],
  [10, 'under_way', '抽查自行监测方案和记录，不规范的限期改正。', '/disclosures'],
  [9, 'under_way', '按监测计划采样，超标企业加密到每月一次。', '/monitoring'],
  [11, 'under_way', '应安装的企业已列清单，安装一个销号一个。', '/monitoring/devices'],
  [12, 'under_way', '逐日核对有效率，低于 90% 的企业已约见。', '/monitoring/rates'],
  [15, 'done', '执法信息在平台公开，情节严重的案件已公布责任人。', '/board'],
  [16, 'under_way', '曝光典型案件，报道整改成效。', '/stories'],
  [17, 'under_way', '已向有关部门移送联合惩戒建议。', '/board/joint-punishment'],
  [18, 'under_way', '监察、监测共用联系单，检查与采样同步安排。', '/progress/tasks'],
  [19, 'done', '督办联系人已确定并报市局，变动及时更新。', '/progress/tasks'],
  [20, 'done', '已建立 24 小时响应值班表，督办单按时答复。', '/monitoring/orders'],
]
const cityCode = '430900'
const ofCity: typeof said = [
  [1, 'done', '细则已印发，对县（市、区）培训两次。', '/library/regulations/city-rule-2017'],
  [4, 'done', '台账已汇总，第一批行业评估报告已公开。', '/progress/evaluations'],
  [7, 'under_way', '按月通报考核得分，对排名末位和超标严重的县采取措施。', '/progress/measures'],
  [14, 'done', '第一批行业评估报告已编制并公开。', '/progress/evaluations'],
  [13, 'done', '评估经费已列入年度预算。', '/progress/tasks'],
]

/** What the counties said of the twenty tasks this year; some have said nothing yet of some. */
function makeTaskStates({ today, year, random }: Scene): SeedTaskState[] {
  const line = (regionCode: string, [taskNo, progress, words, path]: (typeof said)[number]): SeedTaskState => {
    const draw = random('task', regionCode, taskNo)
    const signedOn = addDays(today, -draw.int(3, 60))
    const day = signedOn < `${year}-01-02` ? `${year}-01-02` : signedOn
    return {
      taskNo,
      regionCode,
      year,
      progress,
      words,
      paths: [path],
      signedAt: at(day, draw.int(9, 16), draw.int(0, 59)),
    }
  }
  const ofCounties = counties().flatMap(({ code }) =>
    said.filter(([no]) => random('task', code, no, 'said').chance(0.85)).map((each) => line(code, each)),
  )
  return [...ofCity.map((each) => line(cityCode, each)), ...ofCounties]
}

/** An interview that was lifted, a listed supervision that goes on, a notice of criticism, and one that waits for its second person. */
function makeMeasures({ today }: Scene): SeedMeasure[] {
  const basis = '《益阳市工业污染源全面达标排放计划实施细则》五（五）'
  const ago = (days: number) => addDays(today, -days)
  return [
    {
      ...{ id: 1, kind: 'interview', regionCode: '430921', basis, fromOn: ago(205), dueOn: ago(145), state: 'lifted' },
      reason: '南县整改台账连续两个月逾期报送，到期问题整改进度排名靠后，由市局负责人公开约谈。',
      followUps: [
        { doneOn: ago(198), words: '南县分局提交整改措施清单，明确每周调度。' },
        { doneOn: ago(150), words: '到期问题全部销号，此后两个月月报按期。' },
      ],
      liftedOn: ago(147),
      liftedBasis: '约谈要求已全部落实，经核查同意解除。',
    },
    {
      ...{
        id: 2,
        kind: 'listed_supervision',
        regionCode: '430923',
        basis,
        fromOn: ago(62),
        dueOn: addDays(today, 58),
        state: 'in_force',
      },
      reason: '安化县有色金属企业排放口锑反复超标，区域内企业超标情况较重，挂牌督办。',
      followUps: [{ doneOn: ago(31), words: '两家企业完成深度处理改造并复测达标，其余三家在建。' }],
      liftedOn: null,
      liftedBasis: null,
    },
    {
      ...{ id: 3, kind: 'criticism', regionCode: '430972', basis, fromOn: ago(118), dueOn: null, state: 'in_force' },
      reason: '益阳高新区月报逾期报送，台账与平台记录不一致，予以通报批评。',
      followUps: [],
      liftedOn: null,
      liftedBasis: null,
    },
    {
      ...{
        id: 4,
        kind: 'interview',
        regionCode: '430981',
        basis,
        fromOn: today,
        dueOn: addDays(today, 30),
        state: 'proposed',
      },
      reason: '沅江市月报被退回后仍未补齐复查监测报告编号，拟公开约谈。',
      followUps: [],
      liftedOn: null,
      liftedBasis: null,
    },
  ]
}
