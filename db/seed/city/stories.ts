import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'
import type { storyKinds, storyStates, violationCategories } from '#db/vocabulary.ts'

export interface SeedStory {
  id: number
  slug: string
  kind: (typeof storyKinds)[number]
  category: (typeof violationCategories)[number] | null
  state: (typeof storyStates)[number]
  /** Days from the day of the city to its publication, or when it was last saved. */
  on: number
  title: string
  titleEn: string | null
  summary: string
  summaryEn: string | null
  body: string
  bodyEn: string | null
}

/** What the demo city's bureau tells in its own words: one of each kind, in every state. No firm is named. */
export const seedStories: readonly SeedStory[] = [
  {
    id: 1,
    slug: 'compliance-plan-first-half',
    kind: 'progress',
    category: null,
    state: 'published',
    on: -118,
    title: '达标计划上半年进展：问题台账销号过半',
    titleEn: 'The compliance plan at half-year: more than half of the problems closed',
    summary: '各县（市）区建立的整改台账中，已有过半问题完成整改并销号，其余均有期限和责任人。',
    summaryEn:
      'More than half of the problems on the counties’ ledgers are mended and closed; the rest have a date and somebody in charge.',
    body: '## 做了什么\n\n各县（市）区环保（分）局按月核查每一个未销号的问题，逐一更新台账。\n\n- 在线监测数据传输有效率按月公布\n- 未按期整改的问题，列入下一季度督办\n- 整改方案由企业自行公开\n\n## 接下来\n\n下半年重点核查造纸、印染和有色冶炼三个行业。案件见[曝光台](/board)，企业公开的信息见[公开名册](/disclosures)。',
    bodyEn:
      '## What was done\n\nThe county bureaus check every open problem each month and bring the ledger up to date.\n\n- the effective rate of on-line data is published each month\n- what is not mended in time is supervised in the next quarter\n- firms publish their plans themselves\n\n## What comes next\n\nThe second half of the year looks at paper, dyeing and smelting. Cases stand on the [exposure board](/board), what firms publish in the [disclosures](/disclosures).',
  },
  {
    id: 2,
    slug: 'sewage-plants-grade-one',
    kind: 'result',
    category: null,
    state: 'published',
    on: -61,
    title: '城镇污水处理厂全部稳定达到一级 A 标准',
    titleEn: 'All municipal sewage plants hold grade 1-A',
    summary: '连续两个季度，监督性监测没有发现城镇污水处理厂超标。',
    summaryEn: 'For two quarters running, the supervisory samples found no municipal plant over its limits.',
    body: '监督性监测每季度一次，连续两个季度没有发现超标。\n\n| 项目 | 限值 |\n|---|---|\n| 化学需氧量 | 50 mg/L |\n| 氨氮 | 5 mg/L |\n\n限值见[排放标准](/library/standards)。',
    bodyEn:
      'Samples are taken once a quarter; for two quarters none was over its limit.\n\n| Factor | Limit |\n|---|---|\n| COD | 50 mg/L |\n| ammonia nitrogen | 5 mg/L |\n\nSee the [emission standards](/library/standards).',
  },
  {
    id: 3,
    slug: 'falsified-data-exposed',
    kind: 'exposure',
    category: 'falsified_data',
    state: 'published',
    on: -26,
    title: '重点曝光：自动监测数据造假怎样被发现',
    titleEn: 'Exposure: how falsified monitoring data come to light',
    summary: '稀释水样、修改量程、干扰采样，都会在数据比对中露出痕迹。',
    summaryEn: 'Diluted samples, changed ranges, blocked sampling lines: each leaves its trace when data are compared.',
    body: '在线数据、监督性监测和企业自己公开的数据放在一起比，三者差得太远，就会被标为疑点。\n\n执法人员随后夜查，调取仪器的操作日志。查实的案件，法定代表人和责任人员的姓名一并公布。\n\n发现线索，请[举报](/report)。',
    bodyEn:
      'On-line data, the bureau’s samples and what the firm publishes are laid side by side; where they differ too far, a doubt is marked.\n\nOfficers then come at night and read the log of the instrument. In a case that is proven, the legal representative and the persons responsible are named.\n\nIf you know of one, please [report it](/report).',
  },
  {
    id: 4,
    slug: 'dyeing-works-reuse',
    kind: 'good_news',
    category: null,
    state: 'published',
    on: -9,
    title: '印染行业：中水回用率提高，排水减少三成',
    titleEn: null,
    summary: '多家印染企业改造后，回用水比例提高，排水量比去年同期减少三成。',
    summaryEn: null,
    body: '改造后的印染企业把处理后的水用于前处理和地面冲洗。\n\n排水量比去年同期减少三成，限值没有放宽。',
    bodyEn: null,
  },
  {
    id: 5,
    slug: 'disclosure-window',
    kind: 'notice',
    category: null,
    state: 'scheduled',
    on: 12,
    title: '通知：下一年度环境信息公开安排',
    titleEn: 'Notice: the coming year’s disclosure',
    summary: '重点排污单位名录公布后，按各单位页面上显示的期限公开。',
    summaryEn: 'After the key polluter list is out, each firm discloses by the day shown on its page.',
    body: '名录公布后，期限按单位显示在[公开名册](/disclosures)。填报可以在网页上进行，也可以用 Excel 表。',
    bodyEn:
      'Once the list is out, each firm’s day stands in the [disclosures](/disclosures). The form can be filled in on the site or as a workbook.',
  },
  {
    id: 6,
    slug: 'withdrawn-figures',
    kind: 'result',
    category: null,
    state: 'withdrawn',
    on: -80,
    title: '一则数据有误的报道',
    titleEn: null,
    summary: '数据有误，已撤回。',
    summaryEn: null,
    body: '这篇报道里的数据有误，已经撤回。',
    bodyEn: null,
  },
]

export const storyRows = (today: string): CopyRow[] =>
  seedStories.map(({ id, slug, kind, category, state, on }) => {
    const day = addDays(today, on)
    const isOut = state !== 'scheduled'
    return {
      id,
      slug,
      kind,
      category,
      state,
      version: 1,
      publishedVersion: isOut ? 1 : null,
      publishAt: isOut ? null : at(day, 9, 0),
      publishedAt: isOut ? at(day, 9, 0) : null,
      withdrawnOn: state === 'withdrawn' ? addDays(day, 3) : null,
      withdrawalReason: state === 'withdrawn' ? '文中数据有误，更正后另行发布' : null,
      updatedAt: at(addDays(today, Math.min(on, -1)), 9, 0),
    }
  })

export const storyVersionRows = (today: string): CopyRow[] =>
  seedStories.map(({ id, on, title, titleEn, summary, summaryEn, body, bodyEn }) => ({
    storyId: id,
    version: 1,
    title,
    titleEn,
    summary,
    summaryEn,
    body,
    bodyEn,
    savedAt: at(addDays(today, Math.min(on, 0) - 1), 16, 0),
  }))
