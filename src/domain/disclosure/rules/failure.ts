import { addDays, daysBetween } from '#platform/clock.ts'

export interface Failure {
  enterpriseName: string
  enterpriseNameEn: string | null
  creditCode: string
  year: number
  dueOn: string
  /** The day on which it was found, `YYYY-MM-DD`. */
  foundOn: string
  /** The clause that sets the day. */
  basis: string | null
  basisEn: string | null
  listPublishedOn: string | null
}

/** What the draft of a case says it rests on: the obligation. */
export const originOf = (year: number, enterpriseId: number): string => `disclosure:${year}:${enterpriseId}`

/** The obligation that a draft rests on; undefined for a draft about something else. */
export function readOrigin(originKey: string | null): { year: number; enterpriseId: number } | undefined {
  const [, year, enterpriseId] = /^disclosure:(\d{4}):(\d+)$/.exec(originKey ?? '') ?? []
  return year && enterpriseId ? { year: Number(year), enterpriseId: Number(enterpriseId) } : undefined
}

/** The day of the omission: the first one on which the disclosure is missing. Its law is the one that holds for the case. */
export const failedOn = (dueOn: string): string => addDays(dueOn, 1)

/** What the portal knows of a disclosure that is not there: the title and the facts of the county's draft. */
export function failureFacts(failure: Failure) {
  const { enterpriseName, creditCode, year, dueOn, foundOn, basis, basisEn, listPublishedOn } = failure
  const name = failure.enterpriseNameEn ?? enterpriseName
  const days = daysBetween(dueOn, foundOn)
  const listed = listPublishedOn
    ? `该单位列入${chinese(listPublishedOn)}公布的重点排污单位名录，`
    : '该单位为重点排污单位，'
  const listedEn = listPublishedOn
    ? `It stands on the key polluter list published on ${listPublishedOn} and`
    : 'It is a key polluter and'
  return {
    title: `${enterpriseName}未按期公开 ${year} 年度环境信息`,
    titleEn: `${name}: disclosure of ${year} not published in time`,
    facts:
      `${enterpriseName}（统一社会信用代码 ${creditCode}）：${listed}应于${chinese(dueOn)} 24:00 前公开 ${year} 年度环境信息` +
      `（${year - 1} 年 1 月 1 日至 12 月 31 日的排放情况${basis ? `；期限依据：${basis}` : ''}）。` +
      `截至${chinese(foundOn)}，本平台没有该单位公开的记录，已逾期 ${days} 天。以上由平台根据名录和公开记录自动生成，未经调查核实。`,
    factsEn:
      `${name} (${creditCode}). ${listedEn} had to publish its disclosure of ${year} (1 January to 31 December ${year - 1}) ` +
      `by 24:00 on ${dueOn}${basisEn ? ` (${basisEn})` : ''}. On ${foundOn} the portal holds no publication; ${days} ${days === 1 ? 'day' : 'days'} overdue. ` +
      'Made by the portal from the list and the publications; not yet investigated.',
  }
}

/** Noted on the draft once the firm has published after all. */
export const overtakenNote = (year: number, publishedOn: string, dueOn: string): string =>
  `该单位已于${chinese(publishedOn)}公开 ${year} 年度环境信息（逾期 ${daysBetween(dueOn, publishedOn)} 天），草稿所述“没有公开”的事实已经变化，请重新核定。`

/** 2026-06-30 -> 2026年6月30日 */
function chinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
