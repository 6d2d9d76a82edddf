import type { ReturnFigures } from '#db/schema/assessment.ts'

/**
 * The first words of a year's results, put together from what the portal counted, for whoever completes the summary to go on from. In
 * Chinese, as the returns are written; what was not counted is left out.
 */
export function resultsDraft({ counts }: ReturnFigures): string {
  const n = (name: string) => counts[name] ?? null
  const share = (part: number | null, of: number | null) =>
    part === null || !of ? null : `${(Math.floor((part * 1000) / of) / 10).toFixed(1)}%`
  const rate = share(n('hoursValid'), n('hoursDue'))
  const fines = n('finesFen')
  const parts = [
    n('problemsFound') === null
      ? null
      : `发现问题 ${n('problemsFound')} 个，销号 ${n('problemsClosed') ?? 0} 个，年末未销号 ${n('problemsOpen') ?? 0} 个`,
    n('casesDecided') === null
      ? null
      : `作出处罚决定 ${n('casesDecided')} 件${fines ? `，罚款 ${(fines / 1_000_000).toFixed(2)} 万元` : ''}`,
    n('ordersDue') ? `督办单 ${n('ordersDue')} 份，24 小时内答复 ${n('ordersInTime') ?? 0} 份` : null,
    rate === null ? null : `自动监测数据有效 ${rate}`,
    n('disclosuresDue') ? `到期信息公开 ${n('disclosuresDue')} 家，按期 ${n('disclosuresInTime') ?? 0} 家` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `全年${parts.join('；')}。`
}
