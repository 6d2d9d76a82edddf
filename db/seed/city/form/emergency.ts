import { type Item, type Source, single } from '#db/seed/city/form/filled.ts'
import { addDays } from '#db/seed/days.ts'

const riskMark = { general: 'L', considerable: 'M', major: 'H' } as const

/** 突发环境事件应急预案: filed anew every three years; the smallest firms may have none. */
export function emergencyItems({ disclosure: { firm }, lasting, publishedOn, random }: Source): Item[] {
  const own = lasting('emergency plan')
  const { weight } = firm.profile
  const none = !firm.role && firm.size === 1 && weight < 0.35 && own.chance(0.4)
  if (none)
    return single('emergencyPlan', {
      drawnUp: false,
      notDrawnUpBecause: '不涉及环境风险物质，未列入应急预案备案名录，已制定现场处置措施。',
    })
  const riskLevel =
    weight >= 0.9 ? (firm.size === 3 ? 'major' : 'considerable') : weight >= 0.6 ? 'considerable' : 'general'
  // Counted back from the publication by whole periods of three years, so that forms of one period name one filing.
  const phase = own.int(0, 1094)
  const age = (Math.floor(Date.parse(publishedOn) / 86_400_000) + phase) % 1095
  const filedOn = addDays(publishedOn, -Math.max(12, age))
  return single('emergencyPlan', {
    drawnUp: true,
    filingNo: `${firm.county.registered}-${filedOn.slice(0, 4)}-${String(own.int(1, 140)).padStart(3, '0')}-${riskMark[riskLevel]}`,
    filedOn,
    riskLevel,
    drills: random.int(1, firm.size === 3 ? 4 : 2),
  })
}
