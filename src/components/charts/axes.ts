import { palette } from '#src/components/charts/palette.ts'

/** The value axis of a chart over time, with its unit above it. `indent`: how far the unit begins left of the axis. */
export const valueAxis = (unit: string, n: (value: number) => string, indent: number, nameGap: number) => ({
  type: 'value' as const,
  name: unit,
  nameTextStyle: { color: palette.soft, fontSize: 12, align: 'left', padding: [0, 0, 0, -indent] },
  nameGap,
  splitNumber: 3,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: palette.rule } },
  axisLabel: { color: palette.soft, fontSize: 12, formatter: n },
})

/** The time axis: `label` says what stands at its ticks. */
export const timeAxis = (min: number, max: number, label: object) => ({
  type: 'value' as const,
  min,
  max,
  axisLine: { lineStyle: { color: palette.soft } },
  axisTick: { show: false },
  splitLine: { show: false },
  axisLabel: { color: palette.soft, fontSize: 12, ...label },
})

/** The limit, the only heavy line of a chart. */
export const limitLook = {
  type: 'line' as const,
  silent: true,
  clip: false,
  symbol: 'circle',
  symbolSize: 0.1,
  showAllSymbol: true,
  lineStyle: { color: palette.limit, width: 2.5 },
  itemStyle: { color: palette.limit },
}

/** The limit's number, where it begins to hold; `text` undefined elsewhere. */
export const limitLabel = (text: string | undefined) => ({
  show: text !== undefined,
  position: [2, -16],
  align: 'left',
  color: palette.ink,
  fontSize: 12,
  fontWeight: 'bold',
  formatter: text ?? '',
})
