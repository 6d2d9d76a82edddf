import type { Db } from '#db/client.ts'
import { listPublishedItems, listWholeItems } from '#domain/disclosure/queries/items.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { itemField, itemKey, type PublishedItem } from '#domain/disclosure/rules/items/item.ts'
import { fieldsOf } from '#domain/review/rules/fields.ts'

/**
 * Every field of a published version that something can be said about. For the public without the private ones: names and
 * telephones of the firm's people.
 */
export async function listFields(db: Db, disclosureId: number, reader: 'public' | 'bureau'): Promise<string[]> {
  const listItems = reader === 'bureau' ? listWholeItems : listPublishedItems
  const [rows, items] = await Promise.all([listPublishedRows(db, disclosureId), listItems(db, disclosureId)])
  return fieldsOf(
    rows,
    items.flatMap((item) => fieldsOfItem(item, reader)),
  )
}

const fieldsOfItem = (item: PublishedItem, reader: 'public' | 'bureau') => [
  itemKey(item),
  ...Object.entries(groupSpec(item.group).fields)
    .filter(([, { isPrivate }]) => reader === 'bureau' || !isPrivate)
    .map(([field]) => itemField(item, field)),
]
