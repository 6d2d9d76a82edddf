import { escapeHtml } from '#src/text/escape-html.ts'

/**
 * A source on a map as SVG: circle water, triangle air, square both. The state shows twice: near the limit has a hole,
 * over it is larger, over it now has a ring.
 */
export function pointMark(x: number, y: number, shape: string, tone: string, title: string): string {
  const r = tone === 'vermilion' || tone === 'alarm' ? 6 : 4.2
  const ring = tone === 'alarm' ? `<circle class="map-ring" cx="${x}" cy="${y}" r="10"/>` : ''
  const common = `class="map-point tone-${tone}"`
  const hole = tone === 'amber' ? `<circle class="map-hole" cx="${x}" cy="${y}" r="1.6"/>` : ''
  const body =
    shape === 'triangle'
      ? `<path ${common} d="M${x} ${n(y - r * 1.15)}l${n(r * 1.1)} ${n(r * 1.9)}h${n(-r * 2.2)}z"/>`
      : shape === 'square'
        ? `<path ${common} d="M${n(x - r * 0.9)} ${n(y - r * 0.9)}h${n(r * 1.8)}v${n(r * 1.8)}h${n(-r * 1.8)}z"/>`
        : `<circle ${common} cx="${x}" cy="${y}" r="${r}"/>`
  return `<title>${escapeHtml(title)}</title>${body}${hole}${ring}`
}

/** Many small marks without names: one path for each tone. */
export function backgroundMarks(
  marks: readonly { at: readonly [x: number, y: number]; shape: string; tone: string }[],
): string {
  const paths = Map.groupBy(marks, ({ tone }) => tone)
  return [...paths]
    .map(
      ([tone, own]) => `<path class="tone-${tone}" d="${own.map(({ at, shape }) => smallMark(at, shape)).join('')}"/>`,
    )
    .join('')
}

function smallMark([x, y]: readonly [x: number, y: number], shape: string): string {
  if (shape === 'triangle') return `M${x} ${n(y - 3.4)}l3.2 5.6h-6.4z`
  if (shape === 'square') return `M${n(x - 2.6)} ${n(y - 2.6)}h5.2v5.2h-5.2z`
  return `M${n(x - 2.8)} ${y}a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0`
}

const n = (value: number) => Math.round(value * 10) / 10
