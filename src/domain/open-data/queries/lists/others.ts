import { listingApiSearch } from '#domain/listing/input.ts'
import { getList, listListed, listListYears } from '#domain/listing/queries/list.ts'
import { readingApiSearch } from '#domain/monitoring/input/live.ts'
import { listReadingPage } from '#domain/monitoring/queries/live/page.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { NoSuchRows, openList, shortList } from '#domain/open-data/rules/list.ts'
import { outcomeApiSearch } from '#domain/report/input/public.ts'
import { outcomeLine } from '#domain/report/open-data.ts'
import { readOnOutcomes } from '#domain/report/queries/public/outcomes.ts'
import { getRewardLedger } from '#domain/report/queries/reward/ledger.ts'
import { listApiSearch } from '#domain/standard/input.ts'
import { storyApiSearch } from '#domain/story/input.ts'
import { listEveryStory } from '#domain/story/queries/public.ts'
import { config } from '#platform/config.ts'

export const readingList = openList({
  isShort: false,
  name: 'readings',
  title: is.words('在线监测数据', 'On-line readings'),
  about: is.words(
    '一个排放口一个因子的监测值，按时间先后；须给出 outlet 和 factor。',
    'Values of one factor at one outlet, oldest first; outlet and factor must be given.',
  ),
  source: sources.devices,
  refresh: refreshes.devices,
  page: null,
  kept: { maxAge: 5, tags: ['monitoring'] },
  isDumped: false,
  hiddenBy: [],
  key: ['outletId', 'factorCode', 'kind', 'at'],
  search: readingApiSearch,
  columns: [
    is.integer('outletId', '排放口', 'Outlet'),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('factorCode', '因子代码', 'Factor code'),
    is.text('kind', '数据类型', 'Kind', { of: 'readingKind' }),
    is.instant('at', '时间', 'At', { means: ['时段的开始', 'The beginning of the period'] }),
    ...(['mean', 'min', 'max'] as const).map((name) =>
      is.number(
        name,
        { mean: '均值', min: '最小值', max: '最大值' }[name],
        { mean: 'Mean', min: 'Lowest', max: 'Highest' }[name],
        {
          null: true,
          unit: '{unit}',
        },
      ),
    ),
    ...(['Mean', 'Min', 'Max'] as const).map((name) =>
      is.number(
        `standardised${name}`,
        { Mean: '折算均值', Min: '折算最小值', Max: '折算最大值' }[name],
        { Mean: 'Mean, converted', Min: 'Lowest, converted', Max: 'Highest, converted' }[name],
        { null: true, unit: '{unit}', means: ['换算到基准含氧量', 'At the reference oxygen content'] },
      ),
    ),
    is.text('unit', '单位', 'Unit'),
    is.number('total', '排放量', 'Amount', { null: true, unit: '{totalUnit}' }),
    is.text('totalUnit', '排放量单位', 'Unit of the amount', { null: true }),
    is.text('flag', '数据标记', 'Flag', { null: true }),
    is.yesNo('isNormal', '是否有效', 'Normal'),
    is.number('limitMin', '限值下限', 'Lower limit', { null: true, unit: '{limitUnit}' }),
    is.number('limitMax', '限值', 'Limit', { null: true, unit: '{limitUnit}' }),
    is.text('limitUnit', '限值单位', 'Unit of the limit', { null: true }),
    is.text('standing', '与限值相比', 'Standing', {
      null: true,
      means: ['within 达标，near 接近，over 超标', 'within, near (80 % or more) or over the limit'],
    }),
    is.instant('receivedAt', '接收时间', 'Received at'),
  ],
  async read(db, search, now) {
    const page = await listReadingPage(db, search, now)
    if (page.missing !== undefined) throw new NoSuchRows(page.missing)
    if (page.refused) throw new NoSuchRows('A parameter is not as documented', page.refused)
    return { rows: page.rows, total: null, cursor: page.cursor }
  },
})

export const outcomeList = openList({
  isShort: false,
  name: 'report-outcomes',
  title: is.words('举报处理结果', 'Outcomes of public reports'),
  about: is.words(
    '办结的公众举报及结果；不含举报人、企业和地点。',
    'Concluded public reports; nothing of reporter, enterprise or place.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/report/outcomes',
  kept: { maxAge: 300, swr: 0, tags: ['reports', 'board'] },
  isDumped: true,
  hiddenBy: ['report_outcome.reopened', 'report_outcome.deleted', 'case.withdrawn', 'case.expired', 'case.repaired'],
  key: ['id'],
  search: outcomeApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.url('url', '网址', 'Address'),
    is.text('kind', '类型', 'Kind', { of: 'reportKind' }),
    is.text('regionCode', '地区代码', 'Region code', { null: true }),
    is.text('outcome', '结果', 'Outcome', { of: 'reportOutcome' }),
    is.day('concludedOn', '办结日期', 'Concluded on', {
      means: ['同月同区县办结很少时只给月份', 'The month alone where few were concluded in it and the county'],
    }),
    is.text('text', '答复', 'Answer'),
    is.text('textEn', '英文答复', 'Answer in English', { null: true }),
    is.url('case', '案件网址', 'Address of the case', { null: true }),
    is.text('creditedTo', '署名组织', 'Credited to', { null: true }),
  ],
  async read(db, { limit, cursor, ...filter }) {
    const found = await readOnOutcomes(db, filter, limit, cursor)
    return { rows: found.rows.map(outcomeLine), total: found.total, cursor: found.cursor }
  },
})

const sums = (['granted', 'paid', 'open', 'lapsed', 'declined'] as const).flatMap((name) => {
  const [zh, en] = (
    {
      granted: ['决定', 'Granted'],
      paid: ['已发放', 'Paid'],
      open: ['待领取', 'Open'],
      lapsed: ['逾期未领', 'Lapsed'],
      declined: ['放弃', 'Declined'],
    } as const
  )[name]
  return [
    is.integer(`${name}.count`, `${zh}：笔数`, `${en}: number`),
    is.integer(`${name}.yuan`, `${zh}：金额`, `${en}: sum`, { unit: 'CNY' }),
  ]
})

export const rewardList = shortList({
  name: 'rewards',
  title: is.words('举报奖励台账', 'Ledger of rewards'),
  about: is.words(
    '按决定月份和等级汇总，不含举报和举报人。',
    'Sums by month of decision and grade; no report, no reporter.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/report/rewards',
  kept: { maxAge: 300, swr: 0, tags: ['reports'] },
  isDumped: true,
  hiddenBy: [],
  key: ['month', 'grade'],
  search: listApiSearch,
  columns: [
    is.day('month', '月份', 'Month', { means: ['形如 2026-11', 'Such as 2026-11'] }),
    is.text('grade', '等级', 'Grade'),
    ...sums,
  ],
  rows: async (db) =>
    (await getRewardLedger(db)).months.flatMap(({ month, grades }) => grades.map((grade) => ({ month, ...grade }))),
  codeOf: (row: { month: string; grade: string }) => `${row.month} ${row.grade}`,
})

export const keyPolluterList = shortList({
  name: 'key-polluters',
  title: is.words('重点排污单位名录', 'List of key polluters'),
  about: is.words(
    '各年名录及增补，一单位一年一行。',
    'The lists of each year with their supplements: a line for each enterprise and year.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/disclosures/key-polluters',
  kept: null,
  isDumped: true,
  hiddenBy: [],
  key: ['year', 'creditCode'],
  search: listingApiSearch,
  columns: [
    is.integer('year', '年度', 'Year'),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('name', '名称', 'Name'),
    is.text('nameEn', '英文名称', 'Name in English', { null: true }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('sectorCode', '行业代码', 'Sector code'),
    is.texts('kinds', '类别', 'Kinds', { of: 'listingKind' }),
    is.day('listedOn', '列入日期', 'Listed on'),
  ],
  async rows(db, { year, region, kind }) {
    const years = year === undefined ? await listListYears(db) : [year]
    const lists = await Promise.all(
      years.map(async (each) => {
        const [list, firms] = await Promise.all([getList(db, each), listListed(db, each)])
        return firms.map(({ id: _, supplementOn, ...firm }) => ({
          year: each,
          ...firm,
          listedOn: supplementOn ?? list?.publishedOn,
        }))
      }),
    )
    return lists
      .flat()
      .filter(({ regionCode }) => !region || regionCode === region)
      .filter(({ kinds }) => !kind || kinds.includes(kind))
  },
  codeOf: (row: { year: number; creditCode: string }) => `${row.year} ${row.creditCode}`,
})

export const publicationList = shortList({
  name: 'publications',
  title: is.words('公告与案例', 'Publications'),
  about: is.words('已发布的公告、案例和报道。', 'Published notices, stories and reports.'),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/stories',
  kept: { maxAge: 300, swr: 0, tags: ['stories'] },
  isDumped: true,
  hiddenBy: ['story.withdrawn'],
  key: ['id'],
  search: storyApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.url('url', '网址', 'Address'),
    is.text('kind', '类型', 'Kind', { of: 'storyKind' }),
    is.text('category', '违法类型', 'Category', { of: 'violationCategory', null: true }),
    is.text('title', '标题', 'Title'),
    is.text('titleEn', '英文标题', 'Title in English', { null: true }),
    is.text('summary', '摘要', 'Summary'),
    is.text('summaryEn', '英文摘要', 'Summary in English', { null: true }),
    is.instant('publishedAt', '发布时间', 'Published at'),
    is.instant('updatedAt', '更新时间', 'Updated at'),
  ],
  rows: async (db, { kind }) =>
    (await listEveryStory(db, kind)).map(({ slug, ...story }) => ({
      ...story,
      url: new URL(`/stories/${slug}`, config().SITE_URL).href,
    })),
  codeOf: (row: { id: number }) => String(row.id),
})
