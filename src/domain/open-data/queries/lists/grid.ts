import { gridDutyApiSearch } from '#domain/grid/input.ts'
import { listDuties } from '#domain/grid/queries/duties.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { shortList } from '#domain/open-data/rules/list.ts'

export const gridDutyList = shortList({
  name: 'grid-duties',
  title: is.words('网格与河长责任岗位', 'Posts in charge of grid cells and river reaches'),
  about: is.words(
    '每个网格、河段的责任岗位和办公电话，含已结束的任期；个人姓名只有在有公开依据时才列出。',
    'The posts in charge of each cell and reach with their office telephones, ended periods included; a name only where there is a ground to publish it.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/progress/responsible',
  kept: { maxAge: 300, swr: 0, tags: ['grid'] },
  isDumped: true,
  key: ['id'],
  hiddenBy: ['grid.duty_ended', 'grid.duty_entered'],
  search: gridDutyApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.text('cellCode', '网格代码', 'Code of the cell'),
    is.text('level', '类别', 'Kind', { of: 'gridLevel' }),
    is.text('cellZh', '网格名称', 'Cell'),
    is.text('cellEn', '网格英文名', 'Cell in English'),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('role', '职责', 'Duty', { of: 'gridRole' }),
    is.text('post', '岗位', 'Post'),
    is.text('officePhone', '办公电话', 'Office telephone'),
    is.text('task', '任务', 'Task'),
    is.text('personName', '姓名', 'Name', { null: true }),
    is.text('nameBasis', '公开依据', 'Ground for the name', { null: true }),
    is.day('fromOn', '起始日期', 'From'),
    is.day('untilOn', '截止日期（当日起由他人负责）', 'First day on which it is another’s', { null: true }),
  ],
  rows: async (db, search) => (await listDuties(db, search)).map(({ cellId: _, ...row }) => row),
  codeOf: (row: { id: number }) => String(row.id),
})
