import { facts } from '#db/seed/city/cases/facts.ts'
import { closings } from '#db/seed/city/cases/facts-other.ts'
import { legalBasisOf } from '#db/seed/city/cases/law.ts'
import { type Course, decisionEn, measuresOf } from '#db/seed/city/cases/measures.ts'
import type { Case, Incident, Measure, Step } from '#db/seed/city/cases/model.ts'
import { planIncidents } from '#db/seed/city/cases/plan.ts'
import { titlesOf } from '#db/seed/city/cases/titles.ts'
import { deskOpenings, openings, tell } from '#db/seed/city/cases/told.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import type { LimitBook } from '#db/seed/city/limits.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { personName } from '#db/seed/city/names.ts'
import { addDays, at, daysBetween, earlier, later, workday } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

const cityAuthority = '益阳市生态环境局'

/** The cases with their words, measures, course and standing, numbered by the day of their decision. */
export function makeCases(
  scene: Scene,
  firms: readonly Enterprise[],
  obligations: readonly Obligation[],
  book: LimitBook,
): Case[] {
  const written = planIncidents(scene, firms, obligations, book).map((incident, i) => {
    const random = scene.random('case text', i)
    const course = courseOf(random, scene, incident)
    const basis = legalBasisOf(incident)
    const measures = measuresOf(random, incident, basis, course)
    const told = tell(random, incident)
    const opening =
      incident.category === 'disclosure_failure'
        ? random.pick(deskOpenings)
        : random.pick(openings[incident.leadSource])
    const finding = random.pick(facts[incident.act] ?? [])
    const closing = random.pick(closings)
    return {
      ...incident,
      ...titlesOf(incident),
      facts: opening.zh(told) + finding.zh(told) + closing.zh(told),
      factsEn: [opening.en(told), finding.en(told), closing.en(told), decisionEn(measures, course.decidedOn)]
        .join(' ')
        .replaceAll('Ltd..', 'Ltd.'),
      legalBasis: basis.text,
      decidedOn: course.decidedOn,
      measures,
      course,
      random,
      fromCity: random.chance(0.24),
      ...persons(random, incident, measures),
    }
  })
  written.sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : a.decidedOn > b.decidedOn ? 1 : 0))
  const numbers = new Map<string, number>()
  return written.map(({ course, random, fromCity, ...rest }, i) => {
    const mark = fromCity ? '益环罚' : rest.county.documentMark
    const year = course.decidedOn.slice(0, 4)
    const number = (numbers.get(mark + year) ?? 0) + 1 + (random.chance(0.3) ? 1 : 0)
    numbers.set(mark + year, number)
    const standing = standingOf(random, scene, rest, course, written.length - i)
    return {
      ...rest,
      id: i + 1,
      decisionNo: `${mark}〔${year}〕${number}号`,
      authority: fromCity ? cityAuthority : rest.county.authority,
      ...standing,
      steps: stepsOf(rest, course, standing.executionState, scene.today),
    }
  })
}

function courseOf(random: Random, { today }: Scene, { foundOn }: Incident): Course {
  const last = addDays(today, -1)
  const orderServedOn = earlier(workday(addDays(foundOn, random.int(3, 12))), last)
  const recheckedOn = earlier(addDays(orderServedOn, random.int(8, 30)), last)
  const decidedOn = earlier(workday(addDays(foundOn, random.int(31, 82))), last)
  return { orderServedOn, recheckedOn, decidedOn: later(decidedOn, orderServedOn) }
}

/** City rule 五（二）: in grave cases the legal representative is named, and who was answerable where the police came in. */
function persons(random: Random, { firm, category, excess }: Incident, measures: readonly Measure[]) {
  const police = measures.some(({ kind }) => kind === 'criminal_transfer' || kind === 'detention_transfer')
  const grave =
    category === 'stealth_discharge' ||
    category === 'falsified_data' ||
    (category === 'serious_exceedance' && (excess?.multiple ?? 0) >= 1)
  return {
    legalRepresentative: firm && (grave || police) ? firm.legalRepresentative : null,
    responsiblePersons: firm && police ? [personName(random)] : [],
  }
}

/** Published, still in the office, or taken off the board again. @param fromEnd 1 for the newest decision */
function standingOf(
  random: Random,
  { today }: Scene,
  { category, measures, responsiblePersons }: Pick<Case, 'category' | 'measures' | 'responsiblePersons'>,
  { decidedOn }: Course,
  fromEnd: number,
) {
  const age = daysBetween(decidedOn, today)
  const rectifyBy = addDays(decidedOn, random.pick([15, 30, 30, 60]))
  const executionState: Case['executionState'] =
    rectifyBy < today
      ? random.weighted({ done: age > 150 ? 96 : 84, overdue: age > 150 ? 4 : 16 })
      : random.weighted({ pending: 45, in_progress: 55 })
  const common = { rectifyBy, executionState, removedOn: null, removalBasis: null }
  const inOffice = fromEnd <= 24 && fromEnd % 3 !== 0 && age < 60
  if (inOffice) {
    const state: Case['state'] = fromEnd % 2 === 0 ? 'draft' : 'legal_review'
    return { ...common, state, publishedAt: null, displayUntil: null }
  }
  const publishedOn = earlier(workday(addDays(decidedOn, random.int(1, 7))), addDays(today, -1))
  const published = {
    publishedAt: at(later(publishedOn, decidedOn), random.int(9, 17), random.int(0, 59)),
    displayUntil: addDays(decidedOn, 1826),
  }
  const mild = category === 'other' || category === 'disclosure_failure' || category === 'unpermitted_discharge'
  const hard = measures.length > 2 || responsiblePersons.length > 0
  if (age > 130 && mild && !hard && executionState === 'done' && random.chance(0.16)) {
    const removedOn = addDays(decidedOn, random.int(95, Math.min(600, age - 3)))
    return { ...common, ...published, state: 'repaired' as const, removedOn, removalBasis: repairBasis }
  }
  if (age > 60 && random.chance(0.02)) {
    const removedOn = addDays(decidedOn, random.int(40, Math.min(240, age - 2)))
    return {
      ...common,
      ...published,
      state: 'withdrawn' as const,
      removedOn,
      removalBasis: random.pick(withdrawalBases),
    }
  }
  return { ...common, ...published, state: 'published' as const }
}

const repairBasis = '已缴纳罚款并完成整改，最短公示期届满，经申请和审核准予信用修复，依信用修复有关规定停止公示'
const withdrawalBases = [
  '行政复议决定撤销原处罚决定，依据《中华人民共和国行政处罚法》第四十八条，三日内撤回公开的处罚决定信息',
  '人民法院判决撤销原处罚决定，依据《中华人民共和国行政处罚法》第四十八条，三日内撤回公开的处罚决定信息',
  '复核发现原决定认定的当事人有误，决定被依法撤销，依据《中华人民共和国行政处罚法》第四十八条撤回',
]

function stepsOf(incident: Incident, course: Course, execution: Case['executionState'], today: string): Step[] {
  const { foundOn, leadSource } = incident
  const steps: Step[] = []
  if (leadSource === 'public_report' || leadSource === 'online' || leadSource === 'media') {
    const detail = { public_report: '收到群众举报', online: '自动监控平台预警', media: '媒体反映问题' }[leadSource]
    steps.push({ kind: 'lead', happenedOn: addDays(foundOn, -1), detail })
  }
  steps.push({
    kind: 'inspection',
    happenedOn: foundOn,
    detail: incident.excess ? `执法监测 ${incident.excess.reportNo}` : null,
  })
  steps.push({ kind: 'order_served', happenedOn: course.orderServedOn, detail: '送达责令改正违法行为决定书' })
  const done = execution === 'done'
  if (course.recheckedOn > course.orderServedOn) {
    steps.push({
      kind: 'rechecked',
      happenedOn: course.recheckedOn,
      detail: done ? '复查：已停止违法行为' : '复查：整改进行中',
    })
  }
  const closedOn = addDays(later(course.decidedOn, course.recheckedOn), 38)
  if (done && closedOn < today) {
    steps.push({
      kind: 'rectified',
      happenedOn: addDays(later(course.decidedOn, course.recheckedOn), 12),
      detail: '整改完成并提交材料',
    })
    steps.push({ kind: 'closed', happenedOn: closedOn, detail: '结案' })
  }
  return steps
}
