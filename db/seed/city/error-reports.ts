import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Scene } from '#db/seed/city/model.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { errorReportParties, hidingGrounds } from '#db/vocabulary.ts'

export interface ErrorReport {
  id: number
  disclosure: Disclosure
  field: string
  words: string
  reportedAt: string
  dueOn: string
  hidden: { at: string; ground: (typeof hidingGrounds)[number]; note: string } | null
  answers: {
    party: (typeof errorReportParties)[number]
    words: string
    mendedBy: Disclosure | null
    answeredAt: string
  }[]
}

const answerTerm = 15
const worked = new Set(Object.keys(calendar.workdays))
const holidays = new Set(Object.keys(calendar.holidays))
const isWorked = (day: string) =>
  worked.has(day) || (!holidays.has(day) && ![0, 6].includes(new Date(Date.parse(day)).getUTCDay()))

/** The last day of the term: working days after the day of the report. */
function dueAfter(day: string): string {
  let due = day
  for (let left = answerTerm; left > 0; ) {
    due = addDays(due, 1)
    if (isWorked(due)) left--
  }
  return due
}

const questions = [
  {
    words: '厂门口公示栏写的全年总量与这里不一样，请核对以哪个为准。',
    answer: '经核对，公示栏为上一季度的累计数，已更换为与本页一致的年度数。',
  },
  {
    words: '这个排放口去年夏天多次闻到异味，这里写的超标次数为 0，请说明。',
    answer: '已调阅在线和手工监测记录，全年没有超标时段；异味来自清淤作业，已调整作业时间。',
  },
  { words: '数据来源写手工监测，网站上的自行监测报告却是在线数据，请更正。', answer: '' },
] as const

/** 纠错: a few questions of readers in every state that one can have; those about what was corrected name the version. */
export function makeErrorReports(scene: Scene, disclosures: readonly Disclosure[]): ErrorReport[] {
  const asked = disclosures.filter(
    ({ state, year, firm, publishedAt }) =>
      state === 'published' &&
      year >= scene.year - 1 &&
      addDays(publishedAt.slice(0, 10), 10) < scene.today &&
      (!firm.role || firm.role === 'cementWorks') &&
      scene.random('asked', firm.creditCode, year).chance(firm.role ? 0.5 : 0.05),
  )
  const mended = disclosures.filter(({ state, year }) => state === 'superseded' && year >= scene.year - 2).slice(-3)
  const made = [
    ...asked.flatMap((disclosure, i) => question(scene, disclosure, i)),
    ...mended.flatMap((disclosure) => mendedQuestion(scene, disclosure, disclosures)),
  ]
  return made.sort((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1)).map((report, i) => ({ ...report, id: i + 1 }))
}

type Made = Omit<ErrorReport, 'id'>

function question(scene: Scene, disclosure: Disclosure, i: number): Made[] {
  const random = scene.random('error-report', disclosure.firm.creditCode, disclosure.year)
  const row = disclosure.rows.find(({ state, totalTonnes }) => state === 'measured' && totalTonnes !== null)
  const askedOn = addDays(scene.today, -random.int(3, 40))
  if (!row || askedOn <= disclosure.publishedAt.slice(0, 10)) return []
  const place = `r${row.outlet.id}_${row.factorCode}`
  const reportedAt = at(askedOn, random.int(8, 21), random.int(0, 59))
  const shared = { disclosure, reportedAt, dueOn: dueAfter(askedOn), hidden: null, answers: [] }
  const answeredOn = addDays(askedOn, random.int(2, 14))
  if (i === 2 && answeredOn < scene.today) {
    const hidden = {
      at: at(answeredOn, 10, 20),
      ground: 'personal_information' as const,
      note: '内容写有他人姓名和电话',
    }
    return [{ ...shared, field: 'form', words: '（演示）内容含他人个人信息，已不予公开。', hidden }]
  }
  const { words, answer } = questions[i % questions.length] as (typeof questions)[number]
  const field =
    i % questions.length === 0 ? `${place}.total` : i % questions.length === 1 ? `${place}.exceeded` : `${place}.origin`
  if (!answer || answeredOn >= scene.today) return [{ ...shared, field, words }]
  const party = random.chance(0.7) ? ('firm' as const) : ('bureau' as const)
  const answeredAt = at(answeredOn, random.int(9, 17), random.int(0, 59))
  return [{ ...shared, field, words, answers: [{ party, words: answer, mendedBy: null, answeredAt }] }]
}

/** A reader saw the mistake first: asked about the first version, answered with the second. */
function mendedQuestion(scene: Scene, disclosure: Disclosure, all: readonly Disclosure[]): Made[] {
  const correction = all.find(({ supersedesId }) => supersedesId === disclosure.id)
  const row = disclosure.rows.find((each, i) => each.totalTonnes !== correction?.rows[i]?.totalTonnes)
  const askedOn = addDays(disclosure.publishedAt.slice(0, 10), 2)
  const answeredOn = correction && addDays(correction.publishedAt.slice(0, 10), 1)
  if (!correction || !row || !answeredOn || answeredOn >= scene.today || askedOn >= correction.publishedAt.slice(0, 10))
    return []
  const words = '总量已按自行监测报告重新核算并发布更正版本，谢谢指出。'
  return [
    {
      disclosure,
      field: `r${row.outlet.id}_${row.factorCode}.total`,
      words: '按页面上的浓度和排水量估算，总量偏大，请核对。',
      reportedAt: at(askedOn, 20, 14),
      dueOn: dueAfter(askedOn),
      hidden: null,
      answers: [{ party: 'firm', words, mendedBy: correction, answeredAt: at(answeredOn, 9, 30) }],
    },
  ]
}
