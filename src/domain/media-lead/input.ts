import { z } from 'zod'
import { mediaLeadSources, mediaLeadStates } from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'

export const mediaLeadLimits = { outlet: 60, title: 200, url: 500, summary: 2000, answer: 2000, pageSize: 50 }
const l = mediaLeadLimits

export const mediaLeadId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const optionalNumber = z.union([z.literal('').transform(() => null), mediaLeadId])

/** An address that a browser opens; nothing else may be linked. */
const webAddress = z
  .string()
  .trim()
  .max(l.url)
  .refine((text) => /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text))

export const mediaLeadRecording = z.object({
  source: z.enum(mediaLeadSources),
  outlet: plainText(2, l.outlet),
  title: plainText(4, l.title),
  url: z.union([z.literal('').transform(() => null), webAddress]),
  publishedOn: day,
  summary: plainText(10, l.summary),
  regionCode: z.union([z.literal('').transform(() => null), z.string().regex(/^\d{6}$/)]),
  creditCode: z
    .string()
    .trim()
    .max(40)
    .default('')
    .transform((text) => text || null),
})
export type MediaLeadRecording = z.infer<typeof mediaLeadRecording>

export const mediaLeadAnswer = z.object({
  id: mediaLeadId,
  state: z.enum(['answered', 'dismissed']),
  answer: plainText(10, l.answer),
  answerEn: plainText(0, l.answer)
    .default('')
    .transform((text) => text || null),
  caseId: optionalNumber,
})
export type MediaLeadAnswer = z.infer<typeof mediaLeadAnswer>

const page = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, { error: 'a page number' })
  .transform(Number)
  .default(1)

/** The desk's address. Without a state: what waits. */
export const mediaLeadSearch = z.object({
  state: z.enum(mediaLeadStates, { error: `one of ${mediaLeadStates.join(', ')}` }).default('open'),
  late: z.enum(['yes'], { error: 'yes' }).optional(),
  page,
})
export type MediaLeadSearch = z.infer<typeof mediaLeadSearch>

/** The public list's address. */
export const publicLeadSearch = z.object({ page })
export const publicLeadDownload = z.object({
  lang: z.enum(['zh', 'en'], { error: 'zh or en' }).default('zh'),
})
