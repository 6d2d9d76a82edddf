import type { outletKinds } from '#db/vocabulary.ts'
import { type OutletState, swarmOffsets } from '#domain/publication/rules.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

export interface SwarmDot {
  outletKind: (typeof outletKinds)[number]
  standing: OutletState
  /** From zero (0) to the limit (1) and beyond. */
  share: number
  href: string
  title: string
}

/** The axis ends at this share of the limit; what lies beyond stands at its end. */
export const axisEnd = 1.6
export const swarmWidth = 1100
const margin = 14
/** Dots touch at this distance; a fuller city gets smaller dots, so that the drawing stays about as high. */
const gaps = [9, 7.8, 6.6, 5.6, 4.8, 4]
const highest = 120

export const axisX = (share: number) => n(margin + (Math.min(share, axisEnd) / axisEnd) * (swarmWidth - 2 * margin))

/**
 * The dots as SVG: circle water, triangle air. The state shows three times: by place, by colour, and by form (near the limit
 * is hollow, over it is larger). Only what is over takes part in the tab order: the table says the same of all.
 */
export function drawSwarm(dots: readonly SwarmDot[]): { height: number; svg: string } {
  const xs = dots.map(({ share }) => axisX(share))
  const { gap, offsets } = fittingSwarm(xs)
  const reach = Math.ceil(Math.max(40, ...offsets.map(Math.abs)) + 8)
  const marks = dots.map((dot, i) => {
    const y = n(reach + (offsets[i] ?? 0))
    const tab = dot.standing === 'over' ? '' : ' tabindex="-1"'
    const form = `${dot.outletKind === 'water_outlet' ? 'c' : 't'}${forms[dot.standing]}`
    return `<a href="${escapeHtml(dot.href)}"${tab}><title>${escapeHtml(dot.title)}</title><use href="#${form}" x="${xs[i]}" y="${y}"/></a>`
  })
  return { height: reach * 2, svg: `<defs>${drawForms(gap / 6.6)}</defs>${marks.join('')}` }
}

function fittingSwarm(xs: readonly number[]): { gap: number; offsets: number[] } {
  let tried = { gap: gaps[0] as number, offsets: [] as number[] }
  for (const gap of gaps) {
    tried = { gap, offsets: swarmOffsets(xs, gap) }
    if (tried.offsets.every((offset) => Math.abs(offset) <= highest)) break
  }
  return tried
}

const forms: Record<OutletState, string> = { within: 'w', near: 'n', over: 'o', none: 'w' }

/** The six forms round the origin; `size` 1 suits a gap of 6.6. */
function drawForms(size: number): string {
  const circle = (id: string, r: number, look: string) => `<circle id="${id}" r="${n(r * size)}" class="dot ${look}"/>`
  const triangle = (id: string, r: number, look: string) =>
    `<path id="${id}" d="M0 ${n(-r * size)}l${n(r * 0.97 * size)} ${n(r * 1.7 * size)}h${n(-r * 1.94 * size)}z" class="dot swarm-air ${look}"/>`
  return (
    circle('cw', 2.9, 'mark-within') +
    circle('cn', 2.4, 'mark-hollow stroke-near') +
    circle('co', 3.6, 'mark-over') +
    triangle('tw', 3.4, 'mark-within') +
    triangle('tn', 3, 'mark-hollow stroke-near') +
    triangle('to', 4.4, 'mark-over')
  )
}

function n(value: number): number {
  return Math.round(value * 10) / 10
}
