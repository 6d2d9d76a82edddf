import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { getDraftForm, previewRows } from '#domain/disclosure/queries/draft-form.ts'
import { listWholeItems } from '#domain/disclosure/queries/items.ts'
import { getDisclosure, type PublicDisclosure } from '#domain/disclosure/queries/public.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { draftItems } from '#domain/disclosure/rules/items/draft-answers.ts'
import type { PublishedItem } from '#domain/disclosure/rules/items/item.ts'

export interface FilingPrint {
  rows: readonly PublishedRow[]
  /** With what is private. */
  items: readonly PublishedItem[]
  /** The public version that the paper stands for; undefined for a draft. */
  published: PublicDisclosure | undefined
  /** Fields of a draft that are missing or wrong. */
  problems: number
}

/** The enterprise's own form of a year for paper: the draft, else the version in force. For its own desk only. */
export async function getFilingPrint(
  db: Db,
  enterpriseId: number,
  year: number,
  only?: 'published',
): Promise<FilingPrint | undefined> {
  const form = only ? undefined : await getDraftForm(db, enterpriseId, year)
  if (form) {
    const { checked } = form
    const items = draftItems(form.items, checked.items, checked.problems)
    const problems = new Set(checked.problems.map(({ field }) => field)).size
    return { rows: previewRows(form), items, published: undefined, problems }
  }
  const [found] = await db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(
      and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year), eq(disclosures.state, 'published')),
    )
    .orderBy(desc(disclosures.version))
  const published = found && (await getDisclosure(db, found.id))
  return published && { rows: published.rows, items: await listWholeItems(db, published.id), published, problems: 0 }
}
