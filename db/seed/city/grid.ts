import { pinyin } from 'pinyin-pro'
import { reachAt, townAt } from '#db/grid-place.ts'
import type { City } from '#db/seed/city/city.ts'
import { counties } from '#db/seed/city/counties/all.ts'
import type { County } from '#db/seed/city/counties/county.ts'
import { reaches } from '#db/seed/city/grid-reaches.ts'
import type { Anchor, Point } from '#db/seed/city/places.ts'
import { addDays } from '#db/seed/days.ts'
import { readRegions } from '#db/seed/reference-files.ts'

/** A cell of the grid before it has a row. Towns and parks are the places that addresses name. */
export interface SeedCell {
  id: number
  code: string
  level: 'county' | 'town' | 'river'
  nameZh: string
  nameEn: string
  county: County
  parentId: number | null
  place: Point | null
  reachKm: number | null
  line: readonly Point[] | null
}

/** Beyond it the county decides: some sources of the demo city wait for that. */
const townReachKm = { park: 2.6, town: 3.4 }
const riverReachKm = 3

/** Per county its own cell, its towns and parks, and its reaches, numbered in this order. */
export function makeCells(): SeedCell[] {
  let id = 0
  const names = new Map(readRegions().map(({ code, nameEn }) => [code, nameEn]))
  return counties.flatMap((county) => {
    const own: SeedCell = {
      id: ++id,
      code: county.code,
      level: 'county',
      nameZh: county.name,
      nameEn: names.get(county.code) ?? county.nameEn,
      county,
      parentId: null,
      place: null,
      reachKm: null,
      line: null,
    }
    const towns = county.anchors.map(
      (anchor, n): SeedCell => ({
        id: ++id,
        code: `${county.code}-T${String(n + 1).padStart(2, '0')}`,
        level: 'town',
        nameZh: anchor.name,
        nameEn: anchorEn(anchor),
        county,
        parentId: own.id,
        place: anchor.place,
        reachKm: anchor.park ? townReachKm.park : townReachKm.town,
        line: null,
      }),
    )
    const rivers = (reaches[county.code] ?? []).map(
      ([nameZh, nameEn, line], n): SeedCell => ({
        id: ++id,
        code: `${county.code}-R${String(n + 1).padStart(2, '0')}`,
        level: 'river',
        nameZh,
        nameEn,
        county,
        parentId: own.id,
        place: null,
        reachKm: riverReachKm,
        line,
      }),
    )
    return [own, ...towns, ...rivers]
  })
}

const kinds: readonly (readonly [zh: string, en: string])[] = [
  ['循环经济产业园', 'Circular Economy Park'],
  ['经济开发区', 'Economic Development Zone'],
  ['工业集中区', 'Industrial Zone'],
  ['工业园', 'Industrial Park'],
  ['产业园', 'Industrial Park'],
  ['高新区', 'High-tech Zone'],
  ['街道', 'Subdistrict'],
  ['镇', 'Town'],
  ['乡', 'Township'],
]

/** 桃花江镇 -> Taohuajiang Town */
function anchorEn({ name }: Anchor): string {
  const [zh, en] = kinds.find(([ending]) => name.endsWith(ending)) ?? ['', '']
  const stem = pinyin(name.slice(0, name.length - zh.length), { toneType: 'none', type: 'array', v: true }).join('')
  return `${stem.charAt(0).toUpperCase()}${stem.slice(1)} ${en}`.trim()
}

export interface SeedMembership {
  enterpriseId: number
  cell: SeedCell
}

/** Where each source stands: its town or park, and for those with waste water the reach beside them. */
export function makeMemberships(cells: readonly SeedCell[], { firms }: Pick<City, 'firms'>): SeedMembership[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const places = cells.map(({ id, county, place, reachKm, line }) => ({
    ...{ id, regionCode: county.code, reachKm: reachKm ?? 0, line: line ?? [] },
    ...{ longitudeDeg: place?.[0] ?? Number.NaN, latitudeDeg: place?.[1] ?? Number.NaN },
  }))
  const towns = places.filter(({ id }) => byId.get(id)?.level === 'town')
  const rivers = places.filter(({ id }) => byId.get(id)?.level === 'river')
  return firms.flatMap((firm) => {
    const wet = firm.outlets.some(({ medium }) => medium === 'water')
    const found = [
      townAt(firm.place, firm.county.code, towns),
      wet ? reachAt(firm.place, firm.county.code, rivers) : undefined,
    ]
    return found.flatMap((id) => {
      const cell = id === undefined ? undefined : byId.get(id)
      return cell ? [{ enterpriseId: firm.id, cell }] : []
    })
  })
}

/** When the demo city's grid began: two years and a half ago. */
export const gridBegan = (today: string): string => addDays(today, -900)
