import { z } from 'zod'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-06-30 这样 / Give the day as 2026-06-30')
  .refine((text) => !Number.isNaN(Date.parse(text)), '没有这一天 / There is no such day')

/** The event log's address: every state of it is a URL. */
export const eventSearch = z.object({
  kind: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)?$/, '事件种类形如 disclosure.published / A kind is written like disclosure.published')
    .optional(),
  subject: z.string().trim().max(100, '最多 100 个字符 / At most 100 characters').optional(),
  actor: z.string().trim().toLowerCase().max(60, '最多 60 个字符 / At most 60 characters').optional(),
  from: day.optional(),
  to: day.optional(),
  q: z.string().trim().max(100, '最多 100 个字符 / At most 100 characters').optional(),
  cursor: z
    .string()
    .regex(/^\d{1,17}\.\d{1,15}$/, '请从第一页重新开始 / Please start again from the first page')
    .optional(),
})
export type EventSearch = z.infer<typeof eventSearch>
