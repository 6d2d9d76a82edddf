import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { palette } from '#src/components/charts/palette.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

use([LineChart, BarChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])

export interface Drawing {
  /** Unique on its page. */
  id: string
  /** What it shows, in a few words. */
  title: string
  /** The same as a sentence, with the numbers that matter. */
  description: string
  width: number
  height: number
  option: EChartsCoreOption
  /** What a mark says when it is pointed at, by series and place in it. */
  say: (series: number, index: number) => string | undefined
}

/**
 * Draws with ECharts on the server and takes out what the content security policy refuses (docs/decisions/010): style
 * attributes and elements become classes, so that the colours follow light and dark.
 */
export function drawChart({ id, title, description, width, height, option, say }: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...option })
    const drawn = chart.renderToSVGString()
    const head =
      `<svg class="chart-drawing" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description">` +
      `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-description">${escapeHtml(description)}</desc>`
    return head + plain(drawn, say)
  } finally {
    chart.dispose()
  }
}

const classOf = new Map<string, string>(Object.entries(palette).map(([name, colour]) => [colour, name]))

/** Everything after the opening tag, without styles, ids, and what only ECharts' own script would read. */
function plain(svg: string, say: Drawing['say']): string {
  return svg
    .slice(svg.indexOf('>') + 1)
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<defs\s*>[\s\S]*?<\/defs>/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>/, '')
    .replace(/<(path|text|g|rect|circle|polyline|polygon)\b([^>]*)>/g, (_, name, given) => element(name, given, say))
    .replace(/\n/g, '')
}

function element(name: string, given: string, say: Drawing['say']): string {
  const attributes = new Map(
    [...given.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key as string, value as string]),
  )
  const classes = (['fill', 'stroke'] as const).flatMap((paint) => {
    const found = classOf.get(attributes.get(paint) ?? '')
    if (found) attributes.delete(paint)
    return found ? [`${paint}-${found}`] : []
  })
  const isBold = /font-weight:bold/.test(attributes.get('style') ?? '')
  if (name === 'text') classes.unshift(isBold ? 'chart-text chart-strong' : 'chart-text')
  const place = [attributes.get('ecmeta_series_index'), attributes.get('ecmeta_data_index')]
  const said =
    place[0] && place[1] && !attributes.has('ecmeta_silent') ? say(Number(place[0]), Number(place[1])) : undefined
  for (const key of attributes.keys())
    if (/^(style|class|clip-path|pointer-events|xml:space|ecmeta_.*)$/.test(key)) attributes.delete(key)
  const kept = [...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')
  const styled = classes.length > 0 ? ` class="${classes.join(' ')}"` : ''
  return `<${name}${styled}${kept}>${said ? `<title>${escapeHtml(said)}</title>` : ''}`
}
