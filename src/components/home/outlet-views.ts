import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import type { OutletStanding } from '#domain/publication/queries.ts'
import { mediaShape, type OutletState, worstState } from '#domain/publication/rules.ts'
import type { SwarmDot } from '#src/components/home/swarm-drawing.ts'
import { limitWords, unitText } from '#src/components/limit/limit-bar.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'

/** The outlets that have a place on the axis, as dots for the swarm. */
export function swarmDots(outlets: readonly OutletStanding[], locale: Locale): SwarmDot[] {
  return outlets.flatMap((outlet) =>
    outlet.share === null
      ? []
      : [
          {
            outletKind: outlet.outletKind,
            standing: outlet.standing,
            share: outlet.share,
            href: enterprisePath(locale, outlet.creditCode),
            title: `${nameOf(outlet, locale)} ${outlet.outletCode} ${locale === 'zh' ? outlet.factorZh : outlet.factorEn} ${ratioWords(outlet, locale)}`,
          },
        ],
  )
}

const tones = { within: 'river', near: 'amber', over: 'vermilion', none: 'slate' } as const

/** Enterprises on the map preview: those over a limit as links, the others as dots behind them. */
export function mapPoints(outlets: readonly OutletStanding[], locale: Locale) {
  const enterprises = [...Map.groupBy(outlets, ({ creditCode }) => creditCode).values()].map((own) => {
    const [first] = own as [OutletStanding]
    const state: OutletState = worstState(own)
    return {
      lng: first.longitudeDeg,
      lat: first.latitudeDeg,
      shape: mediaShape(own.map(({ outletKind }) => outletKind)),
      tone: tones[state],
      label: `${nameOf(first, locale)} ${ratioWords(first, locale)}`,
      href: enterprisePath(locale, first.creditCode),
    }
  })
  const isOver = ({ tone }: { tone: string }) => tone === 'vermilion'
  return { points: enterprises.filter(isOver), background: enterprises.filter((place) => !isOver(place)) }
}

const enterprisePath = (locale: Locale, creditCode: string) => localePath(locale, `/enterprises/${creditCode}`)

const nameOf = ({ enterpriseName, enterpriseNameEn }: OutletStanding, locale: Locale) =>
  locale === 'en' && enterpriseNameEn ? enterpriseNameEn : enterpriseName

/** 131 mg/L，超标 0.46 倍（限值 90） */
function ratioWords(outlet: OutletStanding, locale: Locale): string {
  const { value, limitMin, limitMax, unit } = outlet
  if (value === null) return ''
  const judgement = judgeAgainstLimit({ value, limitMin, limitMax })
  const words = judgement ? limitWords(judgement, { limitMin, limitMax, unit, locale }) : ''
  return `${formatNumber(locale, value)} ${unitText(locale, unit)}${words ? (locale === 'zh' ? '，' : ', ') : ''}${words}`.trim()
}
