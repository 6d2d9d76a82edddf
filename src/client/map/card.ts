import type { Marker } from 'leaflet'
import type { PointProperties } from '#src/components/map/labels.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

/** A mark's card: the name at once, the rest as the server writes it. */
export function openCard(mark: Marker, { creditCode, name, nameEn }: PointProperties, locale: Locale): void {
  const shown = (locale === 'en' && nameEn) || name
  mark.bindPopup(`<a href="${localePath(locale, `/enterprises/${creditCode}`)}">${escapeHtml(shown)}</a>`, {
    minWidth: 240,
    maxWidth: 280,
  })
  mark.on('popupopen', async ({ popup }) => {
    const answer = await fetch(localePath(locale, `/map/cards/${creditCode}`)).catch(() => undefined)
    if (!answer?.ok) return
    const card = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.map-card')
    if (card) popup.setContent(document.adoptNode(card) as HTMLElement)
  })
}
