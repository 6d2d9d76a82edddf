import { expect, it } from 'vitest'
import { boardFeed } from '#domain/violation/input/board.ts'
import { eachOf, listNewest } from '#domain/violation/queries/newest.ts'
import { officers, publishedCase } from '#test/domain/violation/aftercare/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')

it('the feed begins with what was published last, however old its decision, also in full and in pieces', async () => {
  const people = await officers(database.db)
  const publish = (no: number, decidedOn: string, at: string) =>
    publishedCase(database.db, people, { decisionNo: `桃环罚〔2026〕${no}号`, decidedOn }, new Date(at))
  const late = await publish(1, '2026-06-02', '2026-06-05T02:00:00Z')
  const old = await publish(2, '2026-05-13', '2026-06-09T02:00:00Z')
  const between = await publish(3, '2026-06-03', '2026-06-07T02:00:00Z')
  for (const address of ['', 'region=430922', 'q=超标', 'q=纸业&category=serious_exceedance']) {
    const { lang: _, limit, ...filter } = boardFeed.parse(Object.fromEntries(new URLSearchParams(address)))
    const ids = (await listNewest(database.db, filter, limit)).map(({ id }) => id)
    expect(ids, address).toEqual([old, between, late])
    const rows: number[] = []
    for await (const row of eachOf(database.db, ids)) rows.push(row.id)
    expect(rows, address).toEqual(ids)
  }
})
