import { sql } from 'drizzle-orm'
import { connect } from '#db/client.ts'
import { enterpriseBatch } from '#domain/search/queries/documents/enterprise.ts'
import { referenceDocuments } from '#domain/search/queries/documents/reference.ts'
import { searchEdition } from '#platform/search/port.ts'
import { writeTo } from '#platform/search/postgres/write.ts'

const indexes = [
  'create index search_documents_a_pairs on search_documents_a using gin (search_bigrams(search_text)) with (fastupdate = off)',
  'create index search_names_a_begin on search_names_a using btree (name text_pattern_ops)',
  'create index search_names_a_pairs on search_names_a using gin (search_bigrams(name)) with (fastupdate = off)',
  'create index search_names_a_sounds on search_names_a using gin (sounds) with (fastupdate = off)',
]

/** The index of the big register, as a rebuild would fill it; the cases by one statement and the indexes at the end, for time. */
export async function loadSearch(url: string): Promise<void> {
  const {
    db,
    sql: owner,
    close,
  } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench-load' })
  try {
    const [state] =
      await owner`select edition, (select count(*)::int from search_documents_a) as documents from search_state`
    if (state?.edition === searchEdition && state.documents > 1_000_000) return
    await owner`truncate search_documents_a, search_documents_b, search_names_a, search_names_b`
    await owner`set maintenance_work_mem = '1GB'`
    for (const index of indexes) await owner.unsafe(`drop index if exists ${index.split(' ')[2]}`)
    await writeTo(db, 'a', await referenceDocuments(db))
    for (let after: number | undefined = 0; after !== undefined; ) {
      const { documents, last }: Awaited<ReturnType<typeof enterpriseBatch>> = await enterpriseBatch(db, after, 1000)
      await writeTo(db, 'a', documents)
      after = last
    }
    await db.execute(sql`
      insert into search_documents_a (key, kind, title_zh, title_en, body_zh, body_en, names, search_text, region_code, year, weight, shown)
      select 'case:' || id, 'case', title, coalesce(title_en, title), facts, coalesce(facts_en, facts),
        E'\n' || title || E'\n' || decision_no_key || E'\n', search_text || ' ' || decision_no_key, region_code,
        extract(year from decided_on), decided_on - date '1970-01-01',
        jsonb_build_object('decisionNo', decision_no, 'decidedOn', decided_on, 'category', category, 'enterpriseName', enterprise_name)
      from violation_cases where state = 'published'`)
    for (const index of indexes) await owner.unsafe(index)
    await owner.unsafe('vacuum analyze search_documents_a, search_names_a')
    await owner`update search_state set live = 'a', is_rebuilding = false, edition = ${searchEdition}, built_at = now()`
  } finally {
    await close()
  }
}
