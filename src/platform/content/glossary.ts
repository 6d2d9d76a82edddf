import { parse } from 'yaml'
import { z } from 'zod'
import source from '../../../content/glossary.yaml?raw'

const bilingualText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const schema = z.array(
  z.strictObject({
    group: bilingualText,
    terms: z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-zA-Z]*$/),
        zh: z.string().min(1),
        en: z.string().min(1),
        textZh: z.string().min(1),
        textEn: z.string().min(1),
        /** The law or rule that the term comes from. */
        basis: bilingualText.optional(),
        confidence: z.enum(['text', 'public', 'memory']).optional(),
      }),
    ),
  }),
)

export type GlossaryGroup = z.infer<typeof schema>[number]
export type GlossaryTerm = GlossaryGroup['terms'][number]

/** content/glossary.yaml: the arbiter of words, shown at /library/glossary with an anchor for each term. */
export const glossary: readonly GlossaryGroup[] = schema.parse(parse(source))

const byId = new Map(glossary.flatMap(({ terms }) => terms).map((term) => [term.id, term]))

/** @throws when the glossary has no such term: a page must not point at nothing. */
export function getTerm(id: string): GlossaryTerm {
  const term = byId.get(id)
  if (!term) throw new Error(`content/glossary.yaml has no term "${id}"`)
  return term
}
