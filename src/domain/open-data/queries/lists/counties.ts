import { measureApiSearch, returnApiSearch, scoreApiSearch } from '#domain/assessment/input.ts'
import { listMeasures } from '#domain/assessment/queries/measures.ts'
import { listPublicReturns } from '#domain/assessment/queries/returns.ts'
import { listScores, newestMonth } from '#domain/assessment/queries/scores.ts'
import { firstMonth } from '#domain/assessment/rules/formula.ts'
import { monthsUntil } from '#domain/assessment/rules/month.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { shortList } from '#domain/open-data/rules/list.ts'

const common = {
  source: sources.bureau,
  refresh: refreshes.atOnce,
  kept: { maxAge: 300, swr: 0, tags: ['assessment'] },
  isDumped: true,
  hiddenBy: [],
}
const mostMonths = 60

export const countyScoreList = shortList({
  ...common,
  name: 'county-scores',
  title: is.words('县（市、区）考核得分', 'Scores of the counties'),
  about: is.words(
    '每月一行，新的在前；每项指标的计入、应有和得分。某月的全部依据记录见 /progress/counties/<月份>.json。',
    'A line for each month, the newest first, with what each indicator counted and gave. All rows of a month: /progress/counties/<month>.json.',
  ),
  page: '/progress/counties',
  key: ['month', 'regionCode'],
  search: scoreApiSearch,
  columns: [
    is.text('month', '月份', 'Month'),
    is.text('regionCode', '地区代码', 'Region code'),
    is.number('score', '得分', 'Score', {
      null: true,
      means: ['满分 100；数据不足时为空', 'Of 100; none where too little is known'],
    }),
    is.integer('rank', '名次', 'Rank', { null: true }),
    is.number('weight', '有数据的权重', 'Weights with data'),
    is.text('formula', '算法版本', 'Formula'),
    is.yesNo('isFixed', '已确定', 'Fixed', {
      means: ['确定后不再随数据变化', 'What is fixed no longer follows its rows'],
    }),
    is.records('indicators', '各项指标', 'Indicators', {
      columns: [
        is.text('code', '指标', 'Indicator'),
        is.number('weight', '权重', 'Weight'),
        is.number('part', '计入', 'Counted'),
        is.number('of', '应有', 'Due'),
        is.number('points', '得分', 'Points', { null: true }),
      ],
    }),
  ],
  async rows(db, { region, month }, now) {
    const months = month ? [month] : monthsUntil(newestMonth(now), mostMonths).filter((each) => each >= firstMonth)
    const all = await listScores(db, months, now)
    return all.reverse().flatMap(({ scores, isFixed }) =>
      scores.counties
        .filter(({ regionCode }) => !region || regionCode === region)
        .map(({ regionCode, score, rank, weight, indicators }) => ({
          ...{ month: scores.month, regionCode, score: score === null ? null : Number(score), rank },
          ...{ weight: Number(weight), formula: scores.formula, isFixed },
          indicators: indicators.map(({ code, weight: of100, part, of, points }) => ({
            ...{ code, weight: Number(of100), part: Number(part), of: Number(of) },
            points: points === null ? null : Number(points),
          })),
        })),
    )
  },
  codeOf: (row: { month: string; regionCode: string }) => `${row.month} ${row.regionCode}`,
})

export const countyMeasureList = shortList({
  ...common,
  name: 'county-measures',
  title: is.words('对县（市、区）的措施', 'Measures against counties'),
  about: is.words(
    '公开约谈、挂牌督办、通报批评：执行中和已解除的，新的在前。',
    'Interviews, listed supervision and notices of criticism, in force and lifted, the newest first.',
  ),
  page: '/progress/measures',
  key: ['id'],
  search: measureApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.text('kind', '种类', 'Kind', { of: 'countyMeasureKind' }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('state', '状态', 'State', { of: 'countyMeasureState' }),
    is.text('reason', '理由', 'Reason'),
    is.text('basis', '依据', 'Basis'),
    is.day('fromOn', '日期', 'Day'),
    is.day('dueOn', '整改期限', 'To be done by', { null: true }),
    is.records('followUps', '落实情况', 'What followed', {
      columns: [is.day('doneOn', '日期', 'Day'), is.text('words', '内容', 'Words')],
    }),
    is.day('liftedOn', '解除日期', 'Lifted on', { null: true }),
    is.text('liftedBasis', '解除依据', 'Why it was lifted', { null: true }),
    is.instant('updatedAt', '更新时间', 'Updated at'),
  ],
  rows: async (db, search) =>
    (await listMeasures(db, search)).map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() })),
  codeOf: (row: { id: number }) => String(row.id),
})

export const monthlyReturnList = shortList({
  ...common,
  name: 'monthly-returns',
  title: is.words('月报和年度总结', 'Monthly returns and yearly summaries'),
  about: is.words(
    '各县（市、区）报送的月报和年度总结，新的在前；逾期未报的也列出，没有内容。',
    'What the counties returned by month and year, the newest first; those that are late and not sent are listed without contents.',
  ),
  page: '/progress/counties',
  key: ['kind', 'regionCode', 'period'],
  search: returnApiSearch,
  columns: [
    is.text('kind', '种类', 'Kind', { of: 'countyReturnKind' }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('period', '期间', 'Period', { means: ['月份 2026-10，或年份 2026', 'A month, 2026-10, or a year, 2026'] }),
    is.day('dueOn', '期限', 'Due'),
    is.text('state', '状态', 'State', { of: 'countyReturnState' }),
    is.instant('firstSignedAt', '首次签发时间', 'First signed at', { null: true }),
    is.yesNo('isLate', '逾期', 'Late'),
    is.integer('casesDecided', '作出决定的案件', 'Cases decided', { null: true }),
    is.integer('casesPublished', '公布的案件', 'Cases published', { null: true }),
    is.integer('finesFen', '罚款（分）', 'Fines in fen', { null: true }),
    is.texts('words', '情况说明', 'What there is to say'),
  ],
  rows: async (db, { kind, region }, now) =>
    (await listPublicReturns(db, { kind, region }, now)).map(({ figures, words, ...row }) => ({
      ...{ kind: row.kind, regionCode: row.regionCode, period: row.period, dueOn: row.dueOn, state: row.state },
      ...{ firstSignedAt: row.firstSignedAt?.toISOString() ?? null, isLate: row.isLate },
      casesDecided: figures?.counts.casesDecided ?? null,
      casesPublished: figures?.counts.casesPublished ?? null,
      finesFen: figures?.counts.finesFen ?? null,
      words: Object.values(words ?? {}),
    })),
  codeOf: (row: { kind: string; regionCode: string; period: string }) => `${row.kind} ${row.regionCode} ${row.period}`,
})
