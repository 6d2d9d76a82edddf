/** What the map's points are. */
export const mapLayers = ['enterprises', 'outlets', 'cases'] as const
export type MapLayerName = (typeof mapLayers)[number]

export type Tone = 'alarm' | 'vermilion' | 'amber' | 'river' | 'slate'
/** The worst first: so a cluster's ring is divided, so many points are drawn over few. */
export const tonesInOrder: readonly Tone[] = ['alarm', 'vermilion', 'amber', 'river', 'slate']

/** How a point of each layer can stand, the worst first, and its colour. */
export const standingTones = {
  enterprises: { now: 'alarm', over: 'vermilion', near: 'amber', within: 'river', none: 'slate' },
  outlets: { over: 'vermilion', near: 'amber', within: 'river', none: 'slate' },
  cases: { overdue: 'vermilion', open: 'amber', done: 'river' },
} as const satisfies Record<MapLayerName, Record<string, Tone>>

type Standings = { [L in MapLayerName]: keyof (typeof standingTones)[L] }
export type MapStanding = Standings[MapLayerName]

export const standingsOf = (layer: MapLayerName) => Object.entries(standingTones[layer]) as [MapStanding, Tone][]

export const toneOf = (layer: MapLayerName, standing: MapStanding): Tone =>
  standingsOf(layer).find(([name]) => name === standing)?.[1] ?? 'slate'
