import type { Db } from '#db/client.ts'
import { caseBatch } from '#domain/search/queries/documents/case.ts'
import { disclosureBatch } from '#domain/search/queries/documents/disclosure.ts'
import { enterpriseBatch } from '#domain/search/queries/documents/enterprise.ts'
import { outcomeBatch } from '#domain/search/queries/documents/outcome.ts'
import { referenceDocuments } from '#domain/search/queries/documents/reference.ts'
import type { SearchDocument } from '#platform/search/port.ts'

const batchSize = 500

/** Everything that can be found, batch by batch, each read when it is asked for. */
export async function* allDocuments(db: Db): AsyncGenerator<SearchDocument[]> {
  yield await referenceDocuments(db)
  for (const read of [enterpriseBatch, disclosureBatch, caseBatch]) {
    for (let after: number | undefined = 0; after !== undefined; ) {
      const { documents, last }: Awaited<ReturnType<typeof read>> = await read(db, after, batchSize)
      if (documents.length > 0) yield documents
      after = last
    }
  }
  for (let before: number | undefined, isFirst = true; isFirst || before !== undefined; isFirst = false) {
    const { documents, next } = await outcomeBatch(db, before, batchSize)
    if (documents.length > 0) yield documents
    before = next
  }
}
