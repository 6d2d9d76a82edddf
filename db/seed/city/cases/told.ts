import type { Incident, LeadSource } from '#db/seed/city/cases/model.ts'
import { addDays, chineseDay, englishDay } from '#db/seed/days.ts'
import type { Random } from '#db/seed/random.ts'

/** An incident with the particulars that its text names, drawn once so that both languages say the same. */
/** What is said of a case, in both languages. */
export interface Sentence {
  zh: (c: Told) => string
  en: (c: Told) => string
}

export interface Told extends Incident {
  day: { zh: string; en: string }
  outletZh: string
  outletEn: string
  treatmentZh: string
  /** A second day: from when it went on, or until when. */
  since: { zh: string; en: string }
  clock: string
  metres: number
  cubicMetres: number
  hours: number
  tonnes: number
  year: number
}

export function tell(random: Random, incident: Incident): Told {
  const { foundOn, outlet } = incident
  const days = random.int(2, 26)
  const since = incident.permitUntil ?? addDays(foundOn, -days)
  const kindEn =
    outlet?.medium === 'water' ? 'waste water outlet' : outlet?.kind === 'stack' ? 'stack' : 'plant boundary'
  return {
    ...incident,
    day: { zh: chineseDay(foundOn), en: englishDay(foundOn) },
    outletZh: outlet ? `${outlet.name}（${outlet.code}）` : '排放口',
    outletEn: outlet ? `${kindEn} ${outlet.code}` : 'the outlet',
    treatmentZh: outlet?.treatment?.name ?? '污染治理设施',
    since: { zh: chineseDay(since), en: englishDay(since) },
    clock: `${random.int(7, 23)}时${random.int(0, 5)}0分`,
    metres: random.int(6, 140),
    cubicMetres: random.int(4, 60) * 5,
    hours: random.int(3, 46),
    tonnes: Number(random.between(0.4, 12).toFixed(1)),
    year: Number(foundOn.slice(0, 4)),
  }
}

/** How the officers came to know, by the source of the lead. */
export const openings: Readonly<Record<LeadSource, readonly Sentence[]>> = {
  inspection: [
    {
      zh: (c) => `${c.day.zh}，执法人员对${c.party}开展“双随机、一公开”现场检查。`,
      en: (c) => `On ${c.day.en}, officers made a random inspection of ${c.partyEn}.`,
    },
    {
      zh: (c) => `${c.day.zh}，执法人员对${c.party}进行日常巡查。`,
      en: (c) => `On ${c.day.en}, officers visited ${c.partyEn} on a routine round.`,
    },
    {
      zh: (c) => `${c.day.zh}${c.clock}，执法人员对${c.party}开展突击检查。`,
      en: (c) => `On ${c.day.en}, officers made an unannounced inspection of ${c.partyEn}.`,
    },
  ],
  online: [
    {
      zh: (c) => `根据污染源自动监控平台推送的超标预警，执法人员于${c.day.zh}赴${c.party}现场核查。`,
      en: (c) => `After a warning from the on-line monitoring platform, officers went to ${c.partyEn} on ${c.day.en}.`,
    },
    {
      zh: (c) => `自动监控平台显示${c.party}数据异常，${c.day.zh}执法人员到场调查。`,
      en: (c) => `On-line data of ${c.partyEn} looked abnormal; officers investigated on ${c.day.en}.`,
    },
  ],
  public_report: [
    {
      zh: (c) => `接群众举报后，执法人员于${c.day.zh}对${c.party}开展调查。`,
      en: (c) => `Following a report from the public, officers investigated ${c.partyEn} on ${c.day.en}.`,
    },
    {
      zh: (c) => `${c.day.zh}，执法人员根据“12369”举报线索，对${c.party}周边及厂区进行排查。`,
      en: (c) =>
        `Following a call to the hotline, officers searched the grounds and surroundings of ${c.partyEn} on ${c.day.en}.`,
    },
  ],
  media: [
    {
      zh: (c) => `针对媒体反映的问题，执法人员于${c.day.zh}对${c.party}立案调查。`,
      en: (c) => `After reports in the media, officers investigated ${c.partyEn} on ${c.day.en}.`,
    },
  ],
  self_report: [
    {
      zh: (c) => `${c.day.zh}，${c.party}主动报告污染物排放异常，执法人员随即到场核实。`,
      en: (c) => `On ${c.day.en}, ${c.partyEn} itself reported abnormal discharges; officers verified on the spot.`,
    },
  ],
  cross_check: [
    {
      zh: (c) => `${c.day.zh}，在全市县际交叉执法检查中，检查组对${c.party}进行检查。`,
      en: (c) => `On ${c.day.en}, a team from another county inspected ${c.partyEn} in the city's cross-checks.`,
    },
  ],
}

/** Disclosure is checked at the desk. */
export const deskOpenings: readonly Sentence[] = [
  {
    zh: (c) => `${c.day.zh}，执法人员对${c.party}年度环境信息公开情况进行核查。`,
    en: (c) => `On ${c.day.en}, officers checked what ${c.partyEn} had disclosed for the year.`,
  },
  {
    zh: (c) => `在重点排污单位信息公开专项检查中，${c.day.zh}执法人员对${c.party}立案调查。`,
    en: (c) =>
      `In a campaign on the disclosure of key polluters, officers opened a case against ${c.partyEn} on ${c.day.en}.`,
  },
]
