import { type Locale, localePath } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

export interface MapSource {
  creditCode: string
  name: string
  nameEn: string | null
  longitudeDeg: number
  latitudeDeg: number
  dischargesWater: boolean
  dischargesAir: boolean
  standing: PointStanding
}

/** How the newest disclosure stands to its limits; `none`: nothing has been disclosed. */
export type PointStanding = 'over' | 'near' | 'within' | 'none'

const tones = { over: 'vermilion', near: 'amber', within: 'river', none: 'slate' } as const

export const pointShape = ({ dischargesWater, dischargesAir }: Pick<MapSource, 'dischargesWater' | 'dischargesAir'>) =>
  dischargesWater && dischargesAir ? 'square' : dischargesAir ? 'triangle' : 'circle'

/** An enterprise as a point of the map: the shape says what it discharges, the colour how it stands. */
export function mapPoint(source: MapSource, locale: Locale) {
  const name = (locale === 'en' && source.nameEn) || source.name
  return {
    lng: source.longitudeDeg,
    lat: source.latitudeDeg,
    shape: pointShape(source),
    tone: tones[source.standing],
    label: `${name}: ${mapMessages[locale][source.standing]}`,
    href: localePath(locale, `/enterprises/${source.creditCode}`),
  } as const
}
