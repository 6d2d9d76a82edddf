import { z } from 'zod'
import { subscriptionRhythms } from '#db/vocabulary.ts'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { boardStateOf } from '#domain/subscription/input/saved-search.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import { isMailAddress } from '#platform/mail/address.ts'
import { both } from '#src/i18n/both.ts'

/** What is followed, as an address says it: `enterprise=`, `bbox=` or `board=` (also empty: the whole board). */
export const subjectSearch = z.object({
  enterprise: z
    .string()
    .transform(normaliseCode)
    .refine(
      (code) => /^[0-9A-Z]{18}$|^[0-9A-Z]{9}$/.test(code),
      both('不是统一社会信用代码。', 'This is no credit code.'),
    )
    .optional(),
  bbox: searchFields('en').bbox,
  board: z.string().max(2000).transform(boardStateOf).optional(),
})

export type Subject =
  | { topic: 'enterprise'; subject: string }
  | { topic: 'area'; subject: string }
  | { topic: 'board'; subject: string }

/** The one that is followed; undefined where none, or more than one, is named. */
export function subjectOf({ enterprise, bbox, board }: z.infer<typeof subjectSearch>): Subject | undefined {
  const named: Subject[] = []
  if (enterprise) named.push({ topic: 'enterprise', subject: enterprise })
  if (bbox)
    named.push({
      topic: 'area',
      subject: [bbox.west, bbox.south, bbox.east, bbox.north].map((side) => side.toFixed(4)).join(','),
    })
  if (board !== undefined) named.push({ topic: 'board', subject: board })
  return named.length === 1 ? named[0] : undefined
}

const mailAddress = z
  .string()
  .trim()
  .refine(
    isMailAddress,
    both('请填写一个邮箱地址，例如 name@example.org。', 'Give one mail address, such as name@example.org.'),
  )

const webhookAddress = z
  .string()
  .trim()
  .max(500, both('地址最多 500 个字符。', 'At most 500 characters.'))
  .refine(
    (text) =>
      URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol) && new URL(text).username === '',
    both(
      '请填写一个 https:// 开头、不含用户名的地址。',
      'Give an address that begins with https:// and holds no user name.',
    ),
  )

const rhythm = z.enum(subscriptionRhythms, both('请选择多久发一次。', 'Choose how often.'))

const byMail = z.object({ channel: z.literal('mail'), address: mailAddress, rhythm })
const byWebhook = z.object({ channel: z.literal('webhook'), address: webhookAddress, rhythm })
const noChannel = both('请选择邮件或 webhook。', 'Choose mail or webhook.')

export const subscriptionInput = z.discriminatedUnion('channel', [byMail, byWebhook], noChannel)
export type SubscriptionInput = z.infer<typeof subscriptionInput>

/** The form of /subscribe: how, and what. */
export const askInput = z.discriminatedUnion(
  'channel',
  [byMail.extend(subjectSearch.shape), byWebhook.extend(subjectSearch.shape)],
  noChannel,
)

/** The links in our letters. */
export const tokenSearch = z.object({
  id: z.coerce.number().int().positive().max(2_147_483_647),
  token: z.string().regex(/^[\w-]{32}$/),
})
