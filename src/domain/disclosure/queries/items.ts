import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureItems, disclosureRows } from '#db/schema/disclosure.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import { facilityCodes, factorSpellings, type ItemContext } from '#domain/disclosure/rules/items/context.ts'
import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { Answers, FormItem, PublishedItem } from '#domain/disclosure/rules/items/item.ts'

const ofDisclosure = (disclosureId: number, only?: readonly { group: string; item: number }[]) =>
  and(
    eq(disclosureItems.disclosureId, disclosureId),
    only &&
      inArray(
        sql`(${disclosureItems.groupName}, ${disclosureItems.item})`,
        only.map(({ group, item }) => sql`(${group}::text, ${item}::int)`),
      ),
  )

/** The groups of a draft as typed, in the order in which the items came. For the enterprise's own desk only. */
export const listDraftItems = (
  db: Db,
  disclosureId: number,
  only?: readonly { group: string; item: number }[],
): Promise<FormItem[]> =>
  db
    .select({
      group: sql<GroupName>`${disclosureItems.groupName}`,
      item: disclosureItems.item,
      typed: disclosureItems.typed,
    })
    .from(disclosureItems)
    .where(ofDisclosure(disclosureId, only))
    .orderBy(asc(disclosureItems.position))

/** The groups of a public version as anybody may read them: what is private was never in this column. */
export const listPublishedItems = (db: Db, disclosureId: number): Promise<PublishedItem[]> =>
  db
    .select({
      group: sql<GroupName>`${disclosureItems.groupName}`,
      item: disclosureItems.item,
      answers: disclosureItems.answers,
    })
    .from(disclosureItems)
    .where(ofDisclosure(disclosureId))
    .orderBy(asc(disclosureItems.position))

/** The groups of a version with what is private: for the enterprise itself and the regulators that review it. */
export const listWholeItems = (db: Db, disclosureId: number): Promise<PublishedItem[]> =>
  db
    .select({
      group: sql<GroupName>`${disclosureItems.groupName}`,
      item: disclosureItems.item,
      answers: sql<Answers>`${disclosureItems.answers} || ${disclosureItems.privateAnswers}`,
    })
    .from(disclosureItems)
    .where(ofDisclosure(disclosureId))
    .orderBy(asc(disclosureItems.position))

/** What the groups of a draft may refer to. */
export async function getItemContext(
  db: Db,
  { enterpriseId, disclosureId }: { enterpriseId: number; disclosureId: number },
  items: readonly FormItem[],
): Promise<ItemContext> {
  const [ofDraft, known, files] = await Promise.all([
    db
      .selectDistinct({ id: outlets.id, code: outlets.code, kind: outlets.kind })
      .from(disclosureRows)
      .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
      .where(eq(disclosureRows.disclosureId, disclosureId))
      .orderBy(asc(outlets.code)),
    db
      .select({ code: factors.code, nameZh: factors.nameZh, nameEn: factors.nameEn, aliases: factors.aliases })
      .from(factors)
      .orderBy(asc(factors.code)),
    db.select({ id: disclosureFiles.id }).from(disclosureFiles).where(eq(disclosureFiles.enterpriseId, enterpriseId)),
  ])
  return {
    outlets: new Map(ofDraft.map(({ code, id, kind }) => [code, { id, kind }])),
    facilities: facilityCodes(items),
    factors: factorSpellings(known),
    files: new Set(files.map(({ id }) => id)),
  }
}
