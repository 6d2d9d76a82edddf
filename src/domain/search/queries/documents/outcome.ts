import type { Db } from '#db/client.ts'
import { listRegions } from '#domain/region/queries.ts'
import { getOutcome, type Outcome, readOnOutcomes } from '#domain/report/queries/public/outcomes.ts'
import { wordsOf } from '#domain/search/queries/documents/words.ts'
import type { SearchDocument } from '#platform/search/port.ts'
import { term } from '#src/i18n/terms.ts'

export async function outcomeDocuments(db: Db, numbers: readonly number[]): Promise<SearchDocument[]> {
  const found = await Promise.all(numbers.map((no) => getOutcome(db, no)))
  return asDocuments(
    db,
    found.filter((outcome) => outcome !== undefined),
  )
}

/** One batch, the newest number first. */
export async function outcomeBatch(db: Db, before: number | undefined, limit: number) {
  const { rows, cursor } = await readOnOutcomes(db, {}, limit, before)
  return { documents: await asDocuments(db, rows), next: cursor === null ? undefined : Number(cursor) }
}

async function asDocuments(db: Db, outcomes: readonly Outcome[]): Promise<SearchDocument[]> {
  const regions = new Map((await listRegions(db)).map((region) => [region.code, region]))
  return outcomes.map((row) => {
    const region = row.regionCode === null ? undefined : regions.get(row.regionCode)
    const titleZh = `举报办理结果第${row.no}号：${term('zh', 'reportKind', row.kind)}，${term('zh', 'reportOutcome', row.outcome)}`
    const titleEn = `Outcome ${row.no} of a report: ${term('en', 'reportKind', row.kind)}, ${term('en', 'reportOutcome', row.outcome).toLowerCase()}`
    return {
      key: `outcome:${row.no}`,
      kind: 'outcome',
      titleZh,
      titleEn,
      bodyZh: row.text,
      bodyEn: row.textEn ?? row.text,
      names: [titleZh, titleEn],
      spellings: [],
      searchText: wordsOf([], [titleZh, titleEn, row.text, row.textEn, region?.nameZh, region?.nameEn, row.creditedTo]),
      regionCode: row.regionCode,
      year: Number(row.concludedOn.slice(0, 4)),
      weight: row.no,
      shown: { concludedOn: row.concludedOn },
    }
  })
}
