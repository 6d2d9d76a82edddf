import type { Anchor, Point } from '#db/seed/city/places.ts'

export interface County {
  code: string
  /** As it opens the name of a firm registered there. */
  name: string
  nameEn: string
  /** Whose boundary its places lie in: a management zone lies inside a neighbour. */
  within: string
  /** Area code in the unified social credit codes of its firms. */
  registered: string
  /** 桃环罚〔2024〕12号 */
  documentMark: string
  authority: string
  /** Where its treated water goes. */
  rivers: readonly string[]
  anchors: readonly Anchor[]
  /** Firms by sector. */
  firms: Readonly<Record<string, number>>
}

/** A 镇, 乡 or 街道. */
export const town = (name: string, place: Point, weight = 1, spreadKm = 1.3): Anchor => ({
  name,
  place,
  weight,
  spreadKm,
})
/** A 工业园 or 开发区. */
export const park = (name: string, place: Point, weight = 4, spreadKm = 0.9): Anchor => ({
  name,
  place,
  weight,
  spreadKm,
  park: true,
})
