import { z } from 'zod'
import { media } from '#db/vocabulary.ts'

export const outletPageSize = 100

/** The address of /outlets. */
export const outletSearch = z.object({
  state: z.enum(['over', 'near', 'within', 'none'], '可用 / allowed: over, near, within, none').optional(),
  region: z
    .string()
    .regex(/^\d{6}$/, '六位行政区划代码 / a region code of six digits')
    .optional(),
  medium: z.enum(media, '可用 / allowed: water, air').optional(),
  page: z.coerce.number('页码 / a page number').int().min(1, '从 1 开始 / from 1').max(100_000).default(1),
})

export type OutletSearch = z.infer<typeof outletSearch>
