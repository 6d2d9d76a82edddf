import { z } from 'zod'
import { reportKinds } from '#db/vocabulary.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { both } from '#src/i18n/both.ts'
import { tidy } from '#src/text/tidy.ts'

const signs = (text: string) => [...text].length
const words = (most: number) =>
  z
    .string()
    .default('')
    .transform(tidy)
    .superRefine((text, context) => {
      const given = signs(text)
      if (given > most)
        context.addIssue({
          code: 'custom',
          message: `写了 ${given} 个字，最多 ${most} 个。请缩短，或以后凭回执补充 / This has ${given} characters; at most ${most} are taken. Please shorten it, or add the rest later with your receipt`,
        })
    })
const degrees = (most: number) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      const plain = text.normalize('NFKC').trim()
      const value = Number(plain)
      if (plain === '') return null
      if (/^-?\d{1,3}(\.\d+)?$/.test(plain) && Math.abs(value) <= most) return value
      context.addIssue({
        code: 'custom',
        message: `“${plain.slice(0, 20)}”不是度数，请写成 28.5577 这样 / "${plain.slice(0, 20)}" is not in degrees; write it as 28.5577`,
      })
      return z.NEVER
    })

/** First step: what happened, and where. */
const whereFields = z.object({
  kind: z.enum(reportKinds, both('请选择举报的是哪一类问题', 'Please choose what it is about')),
  words: words(reportLimits.words).superRefine((text, context) => {
    if (signs(text) < reportLimits.leastWords)
      context.addIssue({
        code: 'custom',
        message: `请写清看到了什么，至少 ${reportLimits.leastWords} 个字，现有 ${signs(text)} 个 / Please say what you saw, in at least ${reportLimits.leastWords} characters; there are ${signs(text)}`,
      })
  }),
  place: words(reportLimits.placeWords),
  seen: words(reportLimits.whenWords),
  firm: z.string().default(''),
  firmName: words(200),
  latitude: degrees(90),
  longitude: degrees(180),
})

type WhereField = keyof z.input<typeof whereFields>
export interface IntakeProblem {
  field: string
  /** In both languages. */
  message: string
}

/** All that is wrong is said at once: what each field lacks, and what they lack together. */
export function readWhere(
  fields: Partial<Record<WhereField, string>>,
): { data: WhereStep; problems?: never } | { data?: never; problems: IntakeProblem[] } {
  const parsed = whereFields.safeParse(fields)
  const together = placeProblem(fields)
  if (parsed.success && !together) return { data: parsed.data }
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => ({ field: String(path[0] ?? ''), message }))
  return { problems: together ? [...problems, together] : problems }
}

function placeProblem(fields: Partial<Record<WhereField, string>>): IntakeProblem | undefined {
  const has = (name: WhereField) => (fields[name] ?? '').trim() !== ''
  if (has('latitude') !== has('longitude'))
    return {
      field: has('latitude') ? 'longitude' : 'latitude',
      message: '纬度和经度要一起填写 / Give latitude and longitude together',
    }
  if (has('latitude') || has('place') || has('firm') || has('firmName')) return undefined
  return {
    field: 'place',
    message:
      '请说明在哪里：写几句话、在地图上点一下，或选企业 / Please say where it is: in words, on the map, or by the enterprise',
  }
}

/** Third step: who sends it. */
export const answerStep = z
  .object({
    named: z.enum(['no', 'yes'], both('请选择匿名还是实名', 'Please choose whether to give your name')),
    name: words(50),
    telephone: words(40),
  })
  .superRefine(({ named, name, telephone }, context) => {
    const ask = (field: string, zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: [field], message: `${zh} / ${en}` })
    if (named !== 'yes') return
    if (name === '')
      ask('name', '实名举报请写姓名；不想写，请选匿名', 'Please give your name, or choose to stay anonymous')
    if (!/^[+\d][\d\s()-]{5,20}$/.test(telephone.normalize('NFKC')))
      ask('telephone', '请写能打通的电话号码，只用数字', 'Please give a telephone number, in figures')
  })

export type WhereStep = z.output<typeof whereFields>
export type AnswerStep = z.output<typeof answerStep>
