/**
 * ECharts is given these colours, and the drawing gets a class in place of each: the style sheet then decides, in light and dark
 * (styles/charts.css). They are never seen.
 */
export const palette = {
  ink: '#000001',
  soft: '#000002',
  rule: '#000003',
  river: '#000004',
  slate: '#000005',
  amber: '#000006',
  vermilion: '#000007',
  paper: '#000008',
  limit: '#000009',
} as const

/** What a series stands for. Each has a colour and a second sign: its mark and its dash. */
export const seriesKinds = {
  own: { colour: palette.river, symbol: 'circle', dash: 'solid' },
  online: { colour: palette.ink, symbol: 'rect', dash: [6, 3] },
  supervisory: { colour: palette.amber, symbol: 'diamond', dash: [2, 3] },
  median: { colour: palette.slate, symbol: 'emptyCircle', dash: [1, 3] },
} as const

export type SeriesKind = keyof typeof seriesKinds
