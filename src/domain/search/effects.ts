import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { caseDocuments } from '#domain/search/queries/documents/case.ts'
import { disclosureDocuments, disclosuresOf, firmOfDisclosure } from '#domain/search/queries/documents/disclosure.ts'
import { enterpriseDocuments } from '#domain/search/queries/documents/enterprise.ts'
import { outcomeDocuments } from '#domain/search/queries/documents/outcome.ts'
import type { Effect } from '#platform/events/effects.ts'
import { mirrorEngine } from '#platform/search/engine.ts'
import type { SearchDocument, SearchEngine } from '#platform/search/port.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'
import { holdIndex } from '#platform/search/postgres/write.ts'

const kinds = ['enterprise.*', 'case.*', 'disclosure.*', 'report_outcome.*']

/** What an event touched is read as it is now and put into the index, or taken out: whenever and however often that is done. */
export const indexEffect: Effect = {
  name: 'search-index',
  kinds,
  run: async (tx, event) => {
    await holdIndex(tx)
    await bringIn(postgresEngine(tx), await touched(tx, event.subject))
  },
}

/** The same in the Meilisearch of this installation, apart: while that is away the database's index goes on, and this is tried again. */
export const mirrorEffect: Effect = {
  name: 'search-mirror',
  kinds,
  run: async (tx, event) => {
    const mirror = mirrorEngine(tx)
    if (mirror) await bringIn(mirror, await touched(tx, event.subject))
  },
}

interface Touched {
  keys: string[]
  documents: SearchDocument[]
}

async function bringIn(engine: SearchEngine, { keys, documents }: Touched): Promise<void> {
  const there = new Set(documents.map(({ key }) => key))
  await engine.remove(keys.filter((key) => !there.has(key)))
  await engine.put(documents)
}

/** The keys of all that an event's subject may have changed, and the documents of those that are public now. */
async function touched(db: Db, subject: string): Promise<Touched> {
  const [area = '', ref = ''] = subject.split(/:(.*)/s)
  if (area === 'case') return { keys: [subject], documents: await caseDocuments(db, [Number(ref)]) }
  if (area === 'report') return ofReport(db, Number(ref))
  const creditCode = area === 'disclosure' ? await firmOfDisclosure(db, Number(ref)) : ref
  if (creditCode === undefined) return { keys: [subject], documents: [] }
  const versions = (await disclosuresOf(db, [creditCode])).map(({ id }) => id)
  return {
    keys: [`enterprise:${creditCode}`, ...versions.map((id) => `disclosure:${id}`)],
    documents: [...(await enterpriseDocuments(db, [creditCode])), ...(await disclosureDocuments(db, versions))],
  }
}

/** A report that was deleted took its outcome out of the index with it (trigger). */
async function ofReport(db: Db, id: number): Promise<Touched> {
  const [report] = await db.select({ no: reports.outcomeNo }).from(reports).where(eq(reports.id, id))
  if (report?.no == null) return { keys: [], documents: [] }
  return { keys: [`outcome:${report.no}`], documents: await outcomeDocuments(db, [report.no]) }
}
