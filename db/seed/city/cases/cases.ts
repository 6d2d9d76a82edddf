import { facts } from '#db/seed/city/cases/facts.ts'
import { closings } from '#db/seed/city/cases/facts-other.ts'
import { legalBasisOf } from '#db/seed/city/cases/law.ts'
import { type Course, decisionEn, measuresOf } from '#db/seed/city/cases/measures.ts'
import type { Case, Incident, Measure, Step } from '#db/seed/city/cases/model.ts'
import { planIncidents } from '#db/seed/city/cases/plan.ts'
import { standingOf } from '#db/seed/city/cases/standing.ts'
import { titlesOf } from '#db/seed/city/cases/titles.ts'
import { deskOpenings, openings, tell } from '#db/seed/city/cases/told.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import type { LimitBook } from '#db/seed/city/limits.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { personName } from '#db/seed/city/names.ts'
import { addDays, earlier, later, workday } from '#db/seed/days.ts'
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
