import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Doubt } from '#db/seed/city/doubts.ts'
import type { Scene } from '#db/seed/city/model.ts'
import { givenNames, surnames } from '#db/seed/city/words.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'
import type { reviewLevels, reviewOpinions } from '#db/vocabulary.ts'

export interface Review {
  id: number
  disclosure: Disclosure
  level: (typeof reviewLevels)[number]
  opinion: (typeof reviewOpinions)[number]
  findings: string[]
  monitoring: string | null
  monitoringReportNos: string[]
  knownProblems: string
  words: string | null
  inspectedOn: string | null
  inspectors: string[]
  reviewerName: string
  reviewedAt: string
  points: { field: string; reason: string }[]
}

const found = [
  '危险废物贮存间台账缺两次签字，已当场补正。',
  '废水排放口标识牌字迹不清。',
  '在线监测站房温湿度记录不全。',
  '加药间药剂台账未按日登记。',
  '厂区雨水沟有少量物料散落，已清理。',
]
const additions = ['请按月报送自行监测报告。', '请完善治理设施运行台账。', '请在 30 日内更新排放口标识牌。']

/**
 * Annex 2, part 五, as far as the bureaus have come: past years are reviewed by county and city but for a few, of the current
 * one about half by the county. What was corrected had mostly been returned; a rejected explanation is returned, an open
 * doubt waits.
 */
export function makeReviews(scene: Scene, disclosures: readonly Disclosure[], doubts: readonly Doubt[]): Review[] {
  const doubtsOf = Map.groupBy(doubts, ({ disclosure }) => disclosure)
  const made = disclosures.flatMap((disclosure) => {
    const random = scene.random('review', disclosure.firm.creditCode, disclosure.year, disclosure.version)
    if (disclosure.state === 'superseded') return returnedBefore(random, disclosure, disclosures)
    return ofVersionInForce(scene, random, disclosure, doubtsOf.get(disclosure) ?? [])
  })
  return made.sort((a, b) => (a.reviewedAt < b.reviewedAt ? -1 : 1)).map((review, i) => ({ ...review, id: i + 1 }))
}

type Made = Omit<Review, 'id'>

function ofVersionInForce(scene: Scene, random: Random, disclosure: Disclosure, doubts: readonly Doubt[]): Made[] {
  const published = disclosure.publishedAt.slice(0, 10)
  const rejected = doubts.filter(({ state }) => state === 'rejected')
  if (doubts.some(({ state }) => state === 'open')) return []
  if (rejected.length > 0) {
    const day = addDays(
      (
        rejected
          .map(({ lookedAt }) => lookedAt as string)
          .sort()
          .at(-1) as string
      ).slice(0, 10),
      1,
    )
    const points = rejected.map(({ figures, field, note }) => ({
      field: fieldOf(figures, field),
      reason: note as string,
    }))
    return day < scene.today
      ? [returned(random, disclosure, day, '有数值的说明没有依据，请更正后重新公开。', points)]
      : []
  }
  const countyOn = addDays(published, random.int(50, 75))
  const cityOn = addDays(countyOn, random.int(10, 40))
  const isCurrent = disclosure.year === scene.year
  const reaches = random.next()
  if (countyOn >= scene.today || reaches < (isCurrent ? 0.55 : disclosure.year === scene.year - 1 ? 0.12 : 0)) return []
  const county = agreed(random, disclosure, 'county', countyOn)
  const leftToCity = isCurrent ? 0.8 : disclosure.year === scene.year - 1 ? 0.2 : 0
  const isCityToo = cityOn < scene.today && reaches >= leftToCity
  return isCityToo ? [county, agreed(random, disclosure, 'city', cityOn)] : [county]
}

/** The first version of what was corrected: where a total was mistaken the county had returned it. */
function returnedBefore(random: Random, disclosure: Disclosure, all: readonly Disclosure[]): Made[] {
  const correction = all.find(({ supersedesId }) => supersedesId === disclosure.id)
  const day = addDays(disclosure.publishedAt.slice(0, 10), random.int(3, 8))
  const mistaken = disclosure.rows.find((row, i) => row.totalTonnes !== correction?.rows[i]?.totalTonnes)
  if (!correction || !mistaken || day >= correction.publishedAt.slice(0, 10) || random.chance(0.35)) return []
  const points = [{ field: fieldOf(mistaken, 'total'), reason: '排放总量与自行监测报告核算的结果不一致，请核对。' }]
  return [returned(random, disclosure, day, '总量与自行监测报告不符，请更正后重新公开。', points)]
}

const fieldOf = (row: { outlet: { id: number }; factorCode: string }, field: string) =>
  `r${row.outlet.id}_${row.factorCode}.${field}`

function returned(random: Random, disclosure: Disclosure, day: string, words: string, points: Made['points']): Made {
  return { ...shared(random, disclosure, 'county', day), opinion: 'returned', words, points }
}

function agreed(random: Random, disclosure: Disclosure, level: Made['level'], day: string): Made {
  const words = random.chance(0.2) ? random.pick(additions) : null
  return { ...shared(random, disclosure, level, day), opinion: words ? 'agreed_with_additions' : 'agreed', words }
}

function shared(
  random: Random,
  disclosure: Disclosure,
  level: Made['level'],
  day: string,
): Omit<Made, 'opinion' | 'words'> {
  const { firm, year } = disclosure
  const isCounty = level === 'county'
  const isMonitored = isCounty && random.chance(0.4)
  const name = () => random.pick(surnames) + random.pick(givenNames)
  return {
    disclosure,
    level,
    findings: isCounty && random.chance(0.45) ? [random.pick(found)] : ['无'],
    monitoring: isMonitored ? '检查时对主要排放口采样一次，结果见报告。' : null,
    monitoringReportNos: isMonitored ? [`查监〔${year}〕${String(firm.id).padStart(4, '0')}`] : [],
    knownProblems: '已公布的违法案件和监督性监测结果见企业档案；未收到其他反映。',
    inspectedOn: isCounty ? addDays(day, -random.int(1, 6)) : null,
    inspectors: isCounty ? [name(), name()] : [],
    reviewerName: isCounty ? `${firm.county.name}分局监察岗` : '市局监察岗',
    reviewedAt: at(day, random.int(9, 17), random.int(0, 59)),
    points: [],
  }
}
