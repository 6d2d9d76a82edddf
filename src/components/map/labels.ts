import type { MapLayerName, MapStanding, Tone } from '#src/components/map/tones.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

export type Shape = 'circle' | 'triangle' | 'square'

/** One point of the map as the browser gets it. */
export interface PointProperties {
  /** What the list beside the map marks its line with. */
  key: string
  creditCode: string
  name: string
  nameEn: string | null
  standing: MapStanding
  shape: Shape
  /** How many of what is counted lie here. */
  count: number
}

export interface ClusterProperties {
  count: number
  tones: Partial<Record<Tone, number>>
  expandsAt: number
}

/** What a mark is called. */
export function pointLabel(
  layer: MapLayerName,
  { name, nameEn, standing, count }: Pick<PointProperties, 'name' | 'nameEn' | 'standing' | 'count'>,
  locale: Locale,
): string {
  const say = mapMessages[locale]
  const shown = (locale === 'en' && nameEn) || name
  return layer === 'cases' ? say.casePoint(shown, count, say[standing]) : say.point(shown, say[standing])
}
