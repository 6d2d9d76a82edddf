import { z } from 'zod'
import { reportKinds } from '#db/vocabulary.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { both } from '#src/i18n/both.ts'
import { tidy } from '#src/text/tidy.ts'

const words = (most: number) =>
  z
    .string(both('请填写文字。', 'Give words.'))
    .max(most * 4, both(`最多 ${most} 个字。`, `At most ${most} characters.`))
    .transform(tidy)
    .pipe(z.string().max(most, both(`最多 ${most} 个字。`, `At most ${most} characters.`)))

const degrees = (from: number, to: number) =>
  z
    .number(both(`请填写 ${from} 至 ${to} 之间的度数。`, `Give degrees from ${from} to ${to}.`))
    .min(from, both(`请填写 ${from} 至 ${to} 之间的度数。`, `Give degrees from ${from} to ${to}.`))
    .max(to, both(`请填写 ${from} 至 ${to} 之间的度数。`, `Give degrees from ${from} to ${to}.`))
    .nullable()
    .default(null)

/** What an association's program or sheet says of one finding. Degrees of WGS-84; `enterprise` is a credit code or a name. */
export const associationReport = z
  .object({
    kind: z
      .enum(reportKinds, both(`类别须为：${reportKinds.join('、')}。`, `One of: ${reportKinds.join(', ')}.`))
      .default('other'),
    words: words(reportLimits.words).pipe(
      z
        .string()
        .min(
          reportLimits.leastWords,
          both(
            `请写清事实，至少 ${reportLimits.leastWords} 个字。`,
            `Say what happened, in at least ${reportLimits.leastWords} characters.`,
          ),
        ),
    ),
    place: words(reportLimits.placeWords).default(''),
    seen: words(reportLimits.whenWords).default(''),
    enterprise: words(200).default(''),
    longitudeDeg: degrees(-180, 180),
    latitudeDeg: degrees(-90, 90),
    /** To be named with the outcome. */
    wantsCredit: z.boolean(both('请填是或否。', 'Say yes or no.')).default(false),
  })
  .superRefine((report, context) => {
    const { longitudeDeg, latitudeDeg, place, enterprise } = report
    const ask = (path: string, zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: [path], message: `${zh} / ${en}` })
    if ((longitudeDeg === null) !== (latitudeDeg === null))
      ask(
        longitudeDeg === null ? 'longitudeDeg' : 'latitudeDeg',
        '经度和纬度须同时填写。',
        'Give longitude and latitude together.',
      )
    if (longitudeDeg === null && latitudeDeg === null && place === '' && enterprise === '')
      ask('place', '请用坐标、文字或排污单位说明地点。', 'Say where: by coordinates, in words, or by the enterprise.')
  })
export type AssociationReport = z.output<typeof associationReport>
