import type { City } from '#db/seed/city/city.ts'
import { counties } from '#db/seed/city/counties/all.ts'
import { makeReferrals, referralSteps, type SeedReferral } from '#db/seed/city/joint.ts'
import { personName } from '#db/seed/city/names.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'
import { Random } from '#db/seed/random.ts'

/** Numbers of a form that no subscriber has. */
const phone = (n: number) => `0737-002${String(n).padStart(4, '0')}`

const departments: Readonly<Record<string, string>> = {
  inspection: '环境监察大队',
  monitoring: '环境监测站',
  legal: '法制宣教股',
  approval: '行政审批股',
  pollution_control: '污染防治股',
  finance: '规划财务股',
}

/** The directory: what the rule asks for, with changes of persons, and three posts that nobody fills. */
export function liaisonRows({ today }: City): CopyRow[] {
  const random = new Random('liaisons')
  const began = addDays(today, -880)
  let n = 0
  const one = (
    regionCode: string,
    role: string,
    department: string | null,
    post: string,
    from = began,
    until: string | null = null,
  ): CopyRow => ({
    ...{ regionCode, role, department, post, officePhone: phone(++n), personName: personName(random), mobile: null },
    ...{
      fromOn: from,
      untilOn: until,
      changeReason: until ? '岗位轮换，已报市局' : null,
      enteredBy: null,
      enteredAt: at(from, 9, 30),
    },
  })
  const contacts = (regionCode: string, body: string) =>
    (['source_monitoring', 'monitoring_body'] as const).flatMap((role) => {
      const office = role === 'source_monitoring' ? `${body}污染源监控中心` : `${body}环境监测站`
      return [one(regionCode, role, null, `${office}负责人`), one(regionCode, role, null, `${office}值班长`)]
    })
  const ofCounties = counties.flatMap(({ code, authority }, k) => {
    const changed = k % 3 === 1 ? addDays(today, -150) : undefined
    const rows = [
      ...(changed ? [one(code, 'general', null, `${authority}办公室副主任`, began, changed)] : []),
      one(code, 'general', null, `${authority}办公室主任`, changed ?? began),
      ...Object.entries(departments).map(([department, name]) =>
        one(code, 'department', department, `${authority}${name}联络员`),
      ),
      ...contacts(code, authority),
    ]
    // Vacant: the finance desk of the last county, a second contact of two others.
    return rows.filter(
      ({ department }, i) =>
        !(department === 'finance' && k === counties.length - 1) && !((k === 3 || k === 6) && i === rows.length - 1),
    )
  })
  return [...contacts('430900', '益阳市生态环境局'), ...ofCounties]
}

const requests = [
  ['sampling', '请对该排放口废水采样监测，结果用于核实在线数据超标情况。', '已按规范采样监测，结果见报告。'],
  ['online_check', '请对该排放口在线设备做比对监测，核实数据有效性。', '比对结果在允许误差以内，设备运行正常。'],
  ['evidence', '请就已出具的监测结果补充原始记录复印件，用于案件证据。', '已提供采样原始记录和质控资料复印件。'],
  ['data', '请提供该排放口近三个月监测数据，用于整改核查。', '近三个月监测数据见附表，均已入库。'],
  ['joint_check', '拟对该单位夜间突击检查，请派员同步采样。', '已派两名采样人员同步到场，采样记录已交监察人员。'],
] as const

interface SeedSheet extends CopyRow {
  id: number
  state: string
  sentAt: string
  acceptedAt: string | null
  answeredAt: string | null
  closedAt: string | null
  results: string | null
}

const sheets = 16
const states = ['sent', 'sent', 'accepted', 'accepted', 'answered', 'declined', 'withdrawn'] as const

/** Contact sheets of the last months, the newest at the end; one is late, one was declined; answers name reports that are there. */
function makeSheets({ firms, monitoring, today }: City): SeedSheet[] {
  const withReport = [...Map.groupBy(monitoring.supervisory, ({ figures }) => figures.outlet.id).values()].map((all) =>
    all.at(-1),
  )
  const chosen = new Random('contact sheets').shuffled(withReport.filter((one) => one !== undefined)).slice(0, sheets)
  const firmOf = new Map(firms.flatMap((firm) => firm.outlets.map((outlet) => [outlet.id, firm] as const)))
  return chosen.flatMap(({ figures: { outlet }, reportNo }, n) => {
    const firm = firmOf.get(outlet.id)
    if (!firm) return []
    const left = sheets - 1 - n
    const sentOn = addDays(today, left < 4 ? -1 - left * 2 : -12 * left)
    const [work, request, results] = requests[n % requests.length] as (typeof requests)[number]
    const state = left < states.length ? (states[left] as string) : 'closed'
    const isTaken = ['accepted', 'answered', 'closed'].includes(state)
    const isAnswered = ['answered', 'closed'].includes(state)
    const isOver = ['closed', 'declined', 'withdrawn'].includes(state)
    const fromCity = n % 3 === 0
    return [
      {
        id: n + 1,
        ...{ year: Number(sentOn.slice(0, 4)), no: n + 1, regionCode: firm.county.code },
        ...{
          fromLevel: fromCity ? 'city' : 'county',
          fromDepartment: 'inspection',
          toLevel: fromCity || n % 2 === 0 ? 'city' : 'county',
          toDepartment: 'monitoring',
        },
        ...{
          enterpriseId: firm.id,
          outletId: outlet.id,
          work,
          request,
          orderId: null,
          caseId: null,
          inspectionNo: null,
        },
        ...{
          sentBy: null,
          sentAt: at(sentOn, 9, 20),
          acceptBy: at(addDays(sentOn, 1), 9, 20),
          answerBy: addDays(sentOn, 14),
        },
        ...{ acceptedAt: isTaken ? at(addDays(sentOn, n === 4 ? 3 : 0), 15, 10) : null, acceptedBy: null },
        ...{ answeredAt: isAnswered ? at(addDays(sentOn, 6), 16, 40) : null, answeredBy: null },
        ...{ reportNos: isAnswered ? [reportNo] : [], results: isAnswered ? results : null },
        ...{ closedAt: isOver ? at(addDays(sentOn, state === 'closed' ? 8 : 1), 10, 0) : null, state },
      },
    ]
  })
}
export const sheetRows = (city: City): CopyRow[] => makeSheets(city)

export const sheetHistoryRows = (city: City): CopyRow[] =>
  makeSheets(city).flatMap(({ id, state, sentAt, acceptedAt, answeredAt, closedAt, results }) => {
    const line = (step: string, when: string | null, words: string | null = null) =>
      when ? [{ sheetId: id, step, words, by: null, at: when }] : []
    return [
      ...line('sent', sentAt),
      ...line('accepted', acceptedAt),
      ...line('answered', answeredAt, results),
      ...line(
        state,
        ['closed', 'declined', 'withdrawn'].includes(state) ? closedAt : null,
        state === 'declined'
          ? '该排放口本月已监测，报告已入库，请直接引用。'
          : state === 'withdrawn'
            ? '督办单已办结，不再需要。'
            : null,
      ),
    ]
  })

const basisOf = {
  criminal: '《中华人民共和国刑法》第三百三十八条；《行政执法机关移送涉嫌犯罪案件的规定》',
  detention: '《行政主管部门移送适用行政拘留环境违法案件暂行办法》',
}

/** When each step was taken: in time, or where the referral is a late one, its files a few days after the term. */
function timesOf({ proposedOn, steps, isLate, isExtended, kind }: SeedReferral) {
  const days = {
    decided: 1,
    sent: isLate ? (kind === 'criminal' ? 4 : 9) : 1,
    received: isLate ? 5 : 2,
    answered: isLate ? 12 : 4,
    closed: isLate ? 50 : 45,
  }
  const of = (step: (typeof referralSteps)[number], hour: number) =>
    referralSteps.indexOf(step) < steps
      ? at(
          addDays(proposedOn, Math.max(days[step], step === 'received' && isLate && kind === 'detention' ? 10 : 0)),
          hour,
          0,
        )
      : null
  return {
    decidedAt: of('decided', 10),
    sentAt: of('sent', 15),
    copiedAt: kind === 'criminal' ? of('sent', 16) : null,
    receivedAt: of('received', 9),
    answerDays: isExtended ? 7 : null,
    extendedAt: isExtended ? at(addDays(proposedOn, 4), 16, 0) : null,
    answeredAt: of('answered', 17),
    closedAt: of('closed', 11),
  }
}

const stateAfter = ({ steps, outcome }: SeedReferral) =>
  ['proposed', 'decided', 'sent', 'received', outcome, 'closed'][steps] as string

export const referralRows = (city: City): CopyRow[] =>
  makeReferrals(city).referrals.map((one) => {
    const { id, found, kind, proposedOn, outcome } = one
    const times = timesOf(one)
    return {
      ...{ id, year: Number(proposedOn.slice(0, 4)), no: id, caseId: found.id, kind, regionCode: found.county.code },
      receiver: `${found.county.name}公安局治安管理大队`,
      grounds:
        kind === 'criminal'
          ? '案件查明的事实涉嫌污染环境罪，拟移送公安机关立案侦查。'
          : '案件查明的行为符合适用行政拘留的情形，拟移送公安机关。',
      legalBasis: basisOf[kind],
      ...{ proposedAt: at(proposedOn, 9, 0), proposedBy: null, ...times, decidedBy: null },
      policeDocumentNo: times.answeredAt
        ? `${outcome === 'accepted' ? '立' : '不立'}字〔${proposedOn.slice(0, 4)}〕${100 + id}号`
        : null,
      policeReason: times.answeredAt && outcome === 'refused' ? '现有证据不足以认定，不予立案。' : null,
      isTakenUp: times.answeredAt ? outcome === 'accepted' : null,
      ...{ reviewAskedAt: null, reviewedAt: null },
      result: times.closedAt ? (outcome === 'accepted' ? '公安机关已作出处理决定。' : '按行政处罚程序办结。') : null,
      state: stateAfter(one),
    }
  })

export const referralHistoryRows = (city: City): CopyRow[] =>
  makeReferrals(city).referrals.flatMap((one) => {
    const { decidedAt, sentAt, copiedAt, receivedAt, extendedAt, answeredAt, closedAt } = timesOf(one)
    const line = (step: string, when: string | null, words: string | null = null) =>
      when ? [{ referralId: one.id, step, happenedAt: when, words, by: null, at: when }] : []
    return [
      ...line('proposed', at(one.proposedOn, 9, 0)),
      ...line('decided', decidedAt),
      ...line('sent', sentAt),
      ...line('copied', copiedAt),
      ...line('received', receivedAt),
      ...line('extended', extendedAt, '延期告知书：线索需要查证，延长至 7 日。'),
      ...line(one.outcome, answeredAt, one.outcome === 'refused' ? '现有证据不足以认定，不予立案。' : null),
      ...line('closed', closedAt, '已办结'),
    ]
  })

/** The county gave a reason for one of the two transfers that are not recorded. */
export const unprosecutedRows = (city: City): CopyRow[] =>
  makeReferrals(city)
    .left.slice(0, 1)
    .map(({ id, county }) => ({
      itemKey: `measure_without_referral:${id}`,
      definition: 'measure_without_referral',
      regionCode: county.code,
      verdict: null,
      words: '案卷已送公安机关，回执尚未取回，取回后补登记移送记录。',
      by: null,
      at: at(addDays(city.today, -1), 10, 0),
    }))
