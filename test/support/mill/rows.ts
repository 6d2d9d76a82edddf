import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import type { Typed } from '#domain/disclosure/rules/form.ts'
import { type MillOutlet, millOutlets } from '#test/support/mill/register.ts'

/** One outlet and factor: what a person types, and what is to be public of it. */
export interface MeantRow {
  outlet: string
  factor: string
  typed: Typed
  published: Partial<PublishedRow>
}

/** Lowest, mean and highest concentration of the year. */
const measured: Readonly<Record<string, readonly [number, number, number]>> = {
  'DW001 w01001': [6.8, 7.3, 7.9],
  'DW001 w01012': [9, 14.2, 22],
  'DW001 w01017': [7.1, 11.8, 16.4],
  'DW001 w01018': [38, 57.6, 81],
  'DW001 w21001': [5.2, 8.4, 11.1],
  'DW001 w21003': [1.9, 3.7, 9.6],
  'DW001 w21011': [0.18, 0.34, 0.62],
  'DW002 w99002': [0, 3.1, 6.4],
  'DA001 a21002': [84, 122, 168],
  'DA001 a21026': [18, 36.5, 71],
  'DA001 a34013': [6.2, 11.9, 21.5],
  'DA002 a21002': [61, 94, 131],
  'DA002 a21026': [21, 43.8, 78],
  'DA002 a34013': [4.1, 8.7, 15.2],
  'DA003 a21002': [120, 181, 246],
  'DA003 a34013': [9.8, 17.6, 29.4],
  'DA004 a24088': [6.7, 14.9, 31],
  'MF001 a21001': [0.11, 0.27, 0.48],
  'MF001 a34013': [0.16, 0.31, 0.57],
}

/** What stands beside the concentrations of single rows: as typed, and as it is public. */
const beside: Readonly<Record<string, { typed: Typed; published: Partial<PublishedRow> }>> = {
  'DW001 w01018': both(
    {
      specialLimit: '60',
      waterPerProduct: '25 t/t',
      specialPeriod: '枯水期 50 mg/L',
      onlineRate: '0',
      supervisoryRate: '0',
    },
    {
      specialLimit: 60,
      limitWaterPerProduct: '25 t/t',
      specialPeriodLimit: '枯水期 50 mg/L',
      onlineExceedanceRate: 0,
      supervisoryExceedanceRate: 0,
    },
  ),
  'DW001 w21003': both(
    { exceeded: '2', exceedanceReason: '七月停电，曝气中断六小时', onlineRate: '0.6%', supervisoryRate: '25' },
    {
      exceedanceCount: 2,
      exceedanceReason: '七月停电，曝气中断六小时',
      onlineExceedanceRate: 0.6,
      supervisoryExceedanceRate: 25,
    },
  ),
  'DW002 w99002': both({ min: '<0.5' }, { detectionLimit: 0.5 }),
  'DA001 a21026': both({ limitRate: '15', specialLimit: '100' }, { limitRate: 15, specialLimit: 100 }),
  'DA003 a21002': both(
    { unusualReason: '第四季度更换燃料，许可变更正在办理' },
    { unusualReason: '第四季度更换燃料，许可变更正在办理' },
  ),
  'DA004 a24088': noTotal('not_required'),
  'MF001 a21001': noTotal('not_required'),
  'MF001 a34013': noTotal('not_required'),
}

function both(typed: Typed, published: Partial<PublishedRow>) {
  return { typed, published }
}

function noTotal(why: 'not_required') {
  return both({ total: '', totalReason: why }, { totalState: why, totalTonnes: null })
}

/** Every row of the mill's form. */
export const millRows: readonly MeantRow[] = millOutlets.flatMap((outlet) =>
  Object.keys(outlet.limits).map((factor): MeantRow => {
    const { typed, published } = values(outlet, factor)
    const more = beside[`${outlet.code} ${factor}`]
    const manner = { route: outlet.route, pattern: outlet.pattern }
    return {
      outlet: outlet.code,
      factor,
      typed: { ...manner, ...typed, ...more?.typed },
      published: { ...manner, ...published, ...more?.published },
    }
  }),
)

function values(outlet: MillOutlet, factor: string) {
  if (outlet.code === 'DW003')
    return both({ reason: 'no_discharge' }, { concentrationState: 'no_discharge', totalState: 'no_discharge' })
  const sampled = by(outlet, factor)
  const judged = outlet.kind === 'fugitive' ? 4 : outlet.kind === 'stack' ? outlet.hours : 334
  const counted = both({ judged: String(judged), exceeded: '0' }, { judgedCount: judged, exceedanceCount: 0 })
  const found = measured[`${outlet.code} ${factor}`]
  if (!found) {
    // Mercury, and hydrogen sulphide at the boundary: below what the laboratory sees.
    const least = factor === 'a20057' ? 0.0025 : 0.001
    const total =
      outlet.kind === 'stack' ? both({ total: '未检出' }, { totalState: 'below_detection' }) : noTotal('not_required')
    return both(
      { mean: `<${least}`, ...total.typed, ...sampled.typed, ...counted.typed },
      {
        concentrationState: 'below_detection',
        concentrationMean: null,
        detectionLimit: least,
        ...total.published,
        ...sampled.published,
        ...counted.published,
      },
    )
  }
  const [min, mean, max] = found
  const ran = amounts(outlet, factor, found)
  return both(
    { min: String(min), mean: String(mean), max: String(max), ...ran.typed, ...sampled.typed, ...counted.typed },
    {
      concentrationState: 'measured',
      concentrationMin: min,
      concentrationMean: mean,
      concentrationMax: max,
      ...ran.published,
      ...sampled.published,
      ...counted.published,
    },
  )
}

/** Devices at the main outlet and the boilers; the laboratory elsewhere; one by mass balance, one by factor. */
function by({ code }: MillOutlet, factor: string) {
  if (['w01018', 'w21003', 'w01001'].includes(factor) || code === 'DA001')
    return both({ origin: 'online' }, { origin: 'online' })
  if (factor === 'w21001') return both({ origin: 'mass_balance' }, { origin: 'mass_balance' })
  if (code === 'DA003' && factor === 'a34013') return both({ origin: 'emission_factor' }, { origin: 'emission_factor' })
  const reportNo = `SY2025-${code}`
  return both({ origin: 'manual', samples: '12', reportNo }, { origin: 'manual', sampleCount: 12, reportNo })
}

/** The year's tonnes as they follow from mean, flow and hours; kg/h of what a stack carries. */
function amounts(
  { kind, flow, hours }: MillOutlet,
  factor: string,
  [min, mean, max]: readonly [number, number, number],
) {
  if (factor === 'w01001' || kind === 'fugitive') return both({}, {})
  const three = (value: number) => Number(value.toPrecision(3))
  const isStack = kind === 'stack'
  const totalTonnes = three(mean * flow * (isStack ? hours * 1e-9 : 1e-6))
  const total = both({ total: String(totalTonnes) }, { totalState: 'measured', totalTonnes })
  if (!isStack) return total
  const [rateMin, rateMax] = [three((min * flow) / 1e6), three((max * flow) / 1e6)]
  return both(
    { ...total.typed, rateMin: String(rateMin), rateMax: String(rateMax) },
    { ...total.published, rateMin, rateMax },
  )
}
