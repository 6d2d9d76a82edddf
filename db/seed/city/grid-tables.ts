import type { City } from '#db/seed/city/city.ts'
import { gridBegan, makeCells, makeMemberships, type SeedCell } from '#db/seed/city/grid.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'

export const cellRows = ({ today }: City): CopyRow[] =>
  makeCells().map(({ county, place, line, ...cell }) => ({
    ...cell,
    regionCode: county.code,
    longitudeDeg: place?.[0] ?? null,
    latitudeDeg: place?.[1] ?? null,
    line: line ? JSON.stringify(line) : null,
    fromOn: gridBegan(today),
    untilOn: null,
  }))

/** Numbers of a form that no subscriber has. */
export const gridPhone = (cellId: number, n = 0): string => `0737-001${String(cellId * 4 + n).padStart(4, '0')}`

const duty = (
  cell: SeedCell,
  n: number,
  role: string,
  post: string,
  task: string,
  fromOn: string,
  untilOn: string | null,
) => ({
  cellId: cell.id,
  role,
  post,
  officePhone: gridPhone(cell.id, n),
  task,
  personName: null,
  nameBasis: null,
  fromOn,
  untilOn,
  enteredBy: null,
  enteredAt: at(fromOn, 9, 0),
})

/** Posts, no person: a head for every cell and the one before him where he changed, members in the towns, chiefs along the rivers. */
export const dutyRows = ({ today }: City): CopyRow[] => {
  const began = gridBegan(today)
  return makeCells().flatMap((cell) => {
    const name = cell.nameZh
    if (cell.level === 'county')
      return [
        duty(
          cell,
          0,
          'grid_head',
          `${name}${cell.county.within === cell.county.code ? '人民政府分管副职' : '管理委员会分管副主任'}`,
          '本区域污染源网格化监管总责，按月调度整改',
          began,
          null,
        ),
        duty(cell, 1, 'grid_member', `${cell.county.authority}网格办`, '汇总网格巡查情况，督促落实', began, null),
      ]
    if (cell.level === 'river')
      return [
        duty(
          cell,
          0,
          'river_chief',
          `${cell.county.name}河长制委员会${name}河长`,
          '巡河，排查沿岸排口，协调处置',
          began,
          null,
        ),
      ]
    const isPark = /[园区]$/.test(name)
    const head = isPark
      ? `${name}管理委员会分管副主任`
      : `${name.replace(/镇$|乡$|街道$/, (ending) => (ending === '街道' ? '街道办事处' : `${ending}人民政府`))}分管副职`
    // In one of five cells the post was another's before.
    const changed = cell.id % 5 === 0 ? addDays(today, -200) : undefined
    return [
      ...(changed
        ? [
            duty(
              cell,
              2,
              'grid_head',
              isPark ? `${name}管理委员会安全环保部部长` : `${name}生态环境办公室主任`,
              '网格内污染源巡查，问题上报',
              began,
              changed,
            ),
          ]
        : []),
      duty(cell, 0, 'grid_head', head, '网格内污染源巡查，问题上报，督促整改', changed ?? began, null),
      // Two towns have no member yet: a vacancy that the page shows.
      ...(cell.id % 19 === 0
        ? []
        : [
            duty(
              cell,
              1,
              'grid_member',
              isPark ? `${name}安全环保部网格专员` : `${name}生态环境网格员`,
              '每周巡查一次，核对排污口与治污设施',
              began,
              null,
            ),
          ]),
    ]
  })
}

export const membershipRows = (city: City): CopyRow[] =>
  makeMemberships(makeCells(), city).map(({ enterpriseId, cell }) => ({
    enterpriseId,
    cellId: cell.id,
    level: cell.level,
    how: 'place',
    reason: null,
    fromOn: gridBegan(city.today),
    untilOn: null,
    assignedBy: null,
    assignedAt: at(gridBegan(city.today), 10, 0),
  }))
