import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it, vi } from 'vitest'
import { connect } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import { makeDumps } from '#domain/open-data/commands/dump.ts'
import { removeDumps } from '#domain/open-data/commands/remove.ts'
import { dropDumpsEffect } from '#domain/open-data/effects.ts'
import { listDumps, unchangedSince } from '#domain/open-data/queries/dumps.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { dataPackageOf, dcatOf, dumpPath } from '#domain/open-data/rules/catalogue.ts'
import { recordEvent } from '#platform/events/record.ts'
import { openFolder } from '#platform/storage/disk.ts'
import { hasFile, readFile } from '#platform/storage/files.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'

const database = useDatabase('qy_demo')
const disk = openFolder(useFolder())
const at = (day: string) => new Date(`${day}T03:10:00+08:00`)
const first = at('2026-11-25')
const dumped = openLists.filter(({ isDumped }) => isDumped).map(({ name }) => name)

describe('the whole tables of a day', { timeout: 120_000 }, () => {
  it('are made once for each list, as CSV and Parquet with the same rows', async () => {
    expect(await makeDumps(database.db, first, disk)).toEqual(dumped)
    expect(await makeDumps(database.db, first, disk)).toEqual([])
    const kept = await listDumps(database.db)
    expect(kept.map(({ list }) => list).sort()).toEqual([...dumped, ...dumped].sort())
    for (const list of ['violations', 'enterprises', 'emissions']) {
      const [csv, parquet] = ['csv.gz', 'parquet'].map((format) =>
        kept.find((dump) => dump.list === list && dump.format === format),
      )
      const text = gunzipSync((await readFile(csv?.sha256 ?? '', disk)) as Buffer)
      expect(createHash('sha256').update(text).digest('hex')).toBe(csv?.contentSha256)
      const bytes = (await readFile(parquet?.sha256 ?? '', disk)) as Buffer
      expect(bytes.length).toBe(parquet?.bytes)
      const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer })
      expect(rows.length).toBe(csv?.rows)
      const columns = openLists.find(({ name }) => name === list)?.columns.map(({ path }) => path)
      expect(Object.keys(rows[0] ?? {})).toEqual(columns)
    }
    const [known] = await database.sql`select count(*)::int as count from violation_cases where state = 'published'`
    expect(kept.find(({ list }) => list === 'violations')?.rows).toBe(known?.count)
  })

  it('that were made before their list had anything are made again on the same day', async () => {
    const ordersKept = async () =>
      (await listDumps(database.db)).filter(({ list }) => list === 'orders').map(({ rows }) => rows)
    expect(await ordersKept()).toEqual([0, 0])
    await database.owner.sql`
      insert into supervision_orders (year, no, kind, outlet_id, enterprise_id, region_code, first_at, last_at, issued_at, due_at)
      select 2026, 1, 'zero', o.id, e.id, e.region_code, ${first.toISOString()}, ${first.toISOString()}, ${first.toISOString()},
        ${first.toISOString()}::timestamptz + interval '1 day' from outlets o join enterprises e on e.id = o.enterprise_id limit 1`
    expect(await makeDumps(database.db, first, disk)).toEqual(['orders'])
    expect(await ordersKept()).toEqual([1, 1])
  })

  it('that break off are a fault of the job, not of its process, and leave nothing behind', async () => {
    const other = connect(database.url, { max: 1 })
    const making = makeDumps(other.db, at('2026-11-24'), disk)
    await database.owner.sql`select pg_sleep(0.05)`
    await other.sql.end({ timeout: 0 })
    await expect(making).rejects.toThrow()
    expect(
      (await listDumps(database.db)).filter(({ day, list }) => day === '2026-11-24' && list === 'sectors'),
    ).toEqual([])
  })

  it('stand in the catalogues with size and checksum', async () => {
    const kept = await listDumps(database.db)
    const [some] = kept
    const dcat = JSON.stringify(dcatOf(openLists, kept, 'http://localhost:4321'))
    expect(dcat).toContain(some?.sha256)
    expect(dcat).toContain(dumpPath(some as NonNullable<typeof some>))
    const { resources } = dataPackageOf(openLists, kept, 'http://localhost:4321')
    expect(resources.map(({ name }) => name)).toEqual(dumped)
    for (const { schema, path } of resources) {
      expect(path).toMatch(/^http:\/\/localhost:4321\/data\/dumps\/2026-11-25\/[a-z-]+\.csv\.gz$/)
      expect(schema.fields.map(({ name }) => name)).toEqual(expect.arrayContaining([...schema.primaryKey]))
    }
  })

  it('tell since when nothing changed, and go after their days', async () => {
    await makeDumps(database.db, at('2026-11-26'), disk)
    const kept = await listDumps(database.db)
    expect(unchangedSince(kept, 'sectors')).toBe('2026-11-25')
    await makeDumps(database.db, at('2026-12-02'), disk)
    expect([...new Set((await listDumps(database.db)).map(({ day }) => day))]).toEqual(['2026-12-02', '2026-11-26'])
  })
})

/**
 * The tables of cases, once they are shown: while any transaction of the server that began before the last event is open, of another
 * database too, a table counts as made before it and is hidden until it is made again.
 */
const shown = (now: Date) =>
  vi.waitFor(
    async () => {
      await makeDumps(database.db, now, disk)
      const kept = (await listDumps(database.db)).filter(({ list }) => list === 'violations')
      expect(kept.length).toBeGreaterThan(0)
      return kept
    },
    { timeout: 60_000, interval: 500 },
  )

describe('what the law takes off a list', { timeout: 120_000 }, () => {
  it.each(['case.withdrawn', 'case.repaired', 'case.expired', 'case.corrected'] as const)(
    'is in no kept table from the moment of %s, and the next ones are made without it',
    async (kind) => {
      const now = at('2026-12-02')
      await makeDumps(database.db, now, disk)
      const before = await shown(now)
      const [found] = await database.sql<{ id: number; title: string }[]>`
        select id, title from violation_cases where state = 'published' order by id limit 1`
      await database.owner
        .sql`update violation_cases set state = 'withdrawn', removed_on = '2026-12-02', removal_basis = '《中华人民共和国行政处罚法》第四十八条'
        where id = ${found?.id ?? 0}`
      await recordEvent(database.db, { kind, subject: `case:${found?.id}`, by: 'system', at: now })

      // Nobody has done anything yet: the event alone hides them.
      const names = new Set((await listDumps(database.db)).map(({ list }) => list))
      expect(names.has('violations')).toBe(false)
      expect(names.has('joint-punishments')).toBe(false)
      expect(names.has('enterprises')).toBe(true)

      expect(await makeDumps(database.db, now, disk)).toEqual(
        expect.arrayContaining(['violations', 'joint-punishments']),
      )
      const after = await shown(now)
      expect(new Set(after.map(({ day }) => day))).toEqual(new Set(['2026-12-02']))
      const [left] = await database.sql`select count(*)::int as count from violation_cases where state = 'published'`
      for (const { rows } of after) expect(rows).toBe(left?.count)
      const still = new Set(after.map(({ sha256 }) => sha256))
      for (const { sha256 } of before) if (!still.has(sha256)) expect(await hasFile(sha256, disk)).toBe(false)
    },
  )

  it('goes with the worker too: the effect removes every day’s table of that list', async () => {
    await makeDumps(database.db, at('2026-12-02'), disk)
    const [event] = await database.db.select().from(events).limit(1)
    await dropDumpsEffect.run(database.db, { ...(event as typeof events.$inferSelect), kind: 'case.repaired' })
    const names = new Set((await listDumps(database.db)).map(({ list }) => list))
    expect([names.has('violations'), names.has('sectors')]).toEqual([false, true])
  })

  it('a file that another day’s table still is stays', async () => {
    const [sectors] = (await listDumps(database.db)).filter(({ list }) => list === 'sectors')
    await removeDumps(database.db, ({ list, day }) => list === 'sectors' && day === '2026-12-02', disk)
    expect(await hasFile(sectors?.sha256 ?? '', disk)).toBe(true)
    await removeDumps(database.db, ({ list }) => list === 'sectors', disk)
    expect(await hasFile(sectors?.sha256 ?? '', disk)).toBe(false)
  })
})
