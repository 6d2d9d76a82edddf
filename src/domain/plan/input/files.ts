import { z } from 'zod'
import { searchFields } from '#platform/http/search-fields.ts'

/** `/progress.csv`, `/progress.json`. */
export const progressFile = z.object({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })
