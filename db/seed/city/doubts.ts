import type { Disclosure } from '#db/seed/city/disclosures.ts'
import type { Figures } from '#db/seed/city/figures.ts'
import type { Scene } from '#db/seed/city/model.ts'
import type { Monitoring, OnlineSummary } from '#db/seed/city/monitoring.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { doubtStates } from '#db/vocabulary.ts'

interface Unusual {
  field: 'mean' | 'total'
  code: 'mean_unlike_online' | 'over_permit'
  given: Record<string, number>
}

export interface Doubt extends Unusual {
  disclosure: Disclosure
  figures: Figures
  reason: string
  state: (typeof doubtStates)[number]
  lookedAt: string | null
  note: string | null
}

const ofDevices = [
  '在线设备二季度量程漂移，比对不合格期间数据偏高，已更换探头并重新比对。',
  '在线设备检修停用期间按手工监测结果统计，年均值以手工监测为准。',
  '在线数据含开停机时段，年均值按正常工况时段统计。',
]
const notes = {
  mean_unlike_online: {
    accepted: '已核对比对监测报告和运维记录，说明属实。',
    rejected: '运维记录没有停用或校准异常，说明没有依据，应按在线数据更正。',
  },
  over_permit: {
    accepted: '总量属实，超许可排放另行处理。',
    rejected: '总量核算重复计入检修期排放，应予更正。',
  },
}

/**
 * 存疑 in the disclosures of the last three years: means that do not fit what the outlet's device saw, where the firm explained
 * it, and totals over the permit. Most were looked at; of the newest some still wait.
 */
export function makeDoubts(scene: Scene, disclosures: readonly Disclosure[], { online }: Monitoring): Doubt[] {
  const seen = new Map(online.map((summary) => [summary.figures, summary]))
  return disclosures
    .filter(({ state, year }) => state === 'published' && year >= scene.year - 2)
    .flatMap((disclosure) =>
      disclosure.rows.flatMap((figures) =>
        unusual(figures, seen.get(figures)).map((found) => looked(scene, disclosure, figures, found)),
      ),
    )
}

function unusual(figures: Figures, summary: OnlineSummary | undefined): Unusual[] {
  const { mean, limit, totalTonnes: value, permittedTonnes: permitted } = figures
  const found: Unusual[] = []
  if (mean !== null && limit && summary && summary.mean > mean * 1.7 && summary.mean - mean > limit.limitMax * 0.08)
    found.push({ field: 'mean', code: 'mean_unlike_online', given: { self: mean, online: summary.mean } })
  if (value !== null && permitted !== null && value > permitted * 1.005)
    found.push({ field: 'total', code: 'over_permit', given: { value, permitted } })
  return found
}

function looked(scene: Scene, disclosure: Disclosure, figures: Figures, found: Unusual): Doubt {
  const { firm, year, publishedAt } = disclosure
  const random = scene.random('doubt', firm.creditCode, year, figures.outlet.code, figures.factorCode, found.code)
  figures.unusualReason ??= random.pick(ofDevices)
  const lookedOn = addDays(publishedAt.slice(0, 10), random.int(12, 45))
  const isLookedAt = lookedOn < scene.today && (year < scene.year - 1 || random.chance(0.5))
  const state = !isLookedAt ? 'open' : random.chance(0.75) ? 'accepted' : 'rejected'
  return {
    ...found,
    disclosure,
    figures,
    reason: figures.unusualReason,
    state,
    lookedAt: isLookedAt ? at(lookedOn, random.int(9, 17), random.int(0, 59)) : null,
    note: state === 'open' ? null : notes[found.code][state],
  }
}
