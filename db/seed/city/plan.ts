import { createHash } from 'node:crypto'
import { Drawing, page, widthOf } from '#db/seed/city/form/pdf.ts'
import type { Enterprise } from '#db/seed/city/model.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at, chineseDay, earlier, yearOf } from '#db/seed/days.ts'
import { readRegions } from '#db/seed/reference-files.ts'
import type { countyPaperKinds, countyPaperStates } from '#db/vocabulary.ts'

/** By how many years the demo's plan runs after the rule's dates, so that batch one is being mended or is already. */
export const yearsLater = (today: string): number => yearOf(today) - (today.slice(5) >= '07-01' ? 2017 : 2018)

export const calendarRows = (today: string): CopyRow[] => [{ id: 1, yearsLater: yearsLater(today) }]

/** 三（二）2: thermal power and paper without a permit, from 1 July on. */
export function campaignOf(today: string) {
  const year = 2017 + yearsLater(today)
  return { year, sectorCodes: ['thermal-power', 'paper'], fromOn: `${year}-07-01`, toOn: `${year}-12-31` }
}

/** Three middling or small firms of the campaign, those who behave worst, whose permit ran out before it began: whom it finds. */
export function lapsedPermits(today: string, firms: readonly Enterprise[]): { firm: Enterprise; expiresOn: string }[] {
  const { sectorCodes, fromOn } = campaignOf(today)
  const worst = ['bad', 'careless', 'ordinary', 'good']
  return firms
    .filter(
      ({ profile, role, size, operatingState }) =>
        sectorCodes.includes(profile.sector) && !role && size < 3 && operatingState === 'operating',
    )
    .sort((a, b) => worst.indexOf(a.conduct) - worst.indexOf(b.conduct) || a.id - b.id)
    .slice(0, 3)
    .map((firm, n) => ({ firm, expiresOn: addDays(fromOn, -12 - 17 * n) }))
}

export function campaignRows(today: string): CopyRow[] {
  const { year, ...campaign } = campaignOf(today)
  return [
    {
      batch: 1,
      titleZh: `${year}年火电、造纸企业无证排污专项检查`,
      titleEn: `Thermal power and paper mills without a permit, ${year}`,
      ...campaign,
      question: 'without_permit',
      basisZh: '市级细则三（二）2：对火电、造纸企业无证排污行为集中开展执法检查，责令停止排污并顶格处罚',
      basisEn:
        'City rule 三（二）2: checks of thermal power and paper mills that discharge without a permit; they stop and are fined as high as the law allows',
      openedAt: at(`${year}-06-26`, 10, 0),
    },
  ]
}

export interface SeedPaper {
  regionCode: string
  kind: (typeof countyPaperKinds)[number]
  year: number
  version: number
  title: string
  documentNo: string
  filedOn: string
  state: (typeof countyPaperStates)[number]
  reason: string | null
  bytes: Uint8Array
}

const kindTitle = { rules: '工业污染源全面达标排放计划实施细则', year_plan: '工业污染源达标计划年度实施方案' } as const
/** Of each county in its order: how many days before the 22nd of April it filed; null: not at all. */
const filedBefore: Record<keyof typeof kindTitle, (number | null)[]> = {
  rules: [6, 3, 9, 4, -5, 2, 8, 1],
  year_plan: [5, 3, 9, 4, -12, 2, null, 1],
}
const returned = '缺少分行业任务分解和责任人，请补充后重新报送'

/** What the counties filed with the city: most in time, one late, one sent back and filed again, one missing, one that waits. */
export function makePapers(today: string): SeedPaper[] {
  const year = 2017 + yearsLater(today)
  const due = `${year}-04-22`
  const counties = readRegions().filter(({ kind }) => kind !== 'city')
  return (['rules', 'year_plan'] as const).flatMap((kind) =>
    counties.flatMap(({ code, nameZh }, place) => {
      const before = filedBefore[kind][place % filedBefore[kind].length]
      if (before === null || before === undefined) return []
      const filedOn = addDays(due, -before)
      const title = `${nameZh}${year}年${kindTitle[kind]}`
      const isTwice = kind === 'rules' && place === 1
      const waits = kind === 'year_plan' && place === 4
      const versions = isTwice ? [1, 2] : [1]
      return versions.map((version) => {
        const on = addDays(filedOn, version === 2 ? 4 : 0)
        const documentNo = `${nameZh.slice(0, 2)}环发〔${year}〕${8 + place + version} 号`
        const state = waits ? 'filed' : isTwice && version === 1 ? 'returned' : 'accepted'
        return {
          regionCode: code,
          kind,
          year,
          version,
          title,
          documentNo,
          filedOn: earlier(on, today),
          state,
          reason: state === 'returned' ? returned : null,
          bytes: paperOf(title, documentNo, on),
        } as const
      })
    }),
  )
}

/** One sheet that says what it is: the demo's counties are as made up as its firms. */
function paperOf(title: string, documentNo: string, day: string): Uint8Array {
  const drawing = new Drawing()
  const middle = (y: number, size: number, text: string) =>
    drawing.words((page.width - widthOf(text, size)) / 2, y, size, text)
  middle(90, 22, title)
  middle(130, 13, documentNo)
  const lines = [
    '一、总体要求：落实属地责任，对纳入计划的企业全面排查，发现一个、查处一个、公开一个、督促整改到位一个。',
    '二、任务分工：监察、监测、审批、污防、法宣按市级任务分解落实，各设联络人。',
    '三、进度安排：按市级细则的三批行业排查、整治，每月一日前报送台账和案件查处情况。',
    '四、保障措施：网格长、河长到岗到责，监察监测联动，信息公开，有奖举报。',
    '（演示文件，内容为虚构）',
  ]
  for (const [i, line] of lines.entries()) drawing.words(80, 190 + i * 34, 13, line)
  drawing.words(560, 430, 13, chineseDay(day))
  return drawing.bytes()
}

export const paperRows = (papers: readonly SeedPaper[]): CopyRow[] =>
  papers.map(({ bytes, filedOn, ...paper }) => ({
    ...paper,
    dueOn: `${paper.year}-04-22`,
    fileName: `${paper.title}.pdf`,
    mediaType: 'application/pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    filedAt: at(filedOn, 15, 20),
    decidedAt: paper.state === 'filed' ? null : at(addDays(filedOn, 2), 10, 0),
  }))
