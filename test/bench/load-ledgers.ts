import { fileURLToPath } from 'node:url'
import { type Connection, connect } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadReference } from '#db/seed/reference.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { loadRegister } from '#test/bench/load-register.ts'

/** Lines of each ledger. */
export const ledgerSize = 20_000

export interface LedgerDatabase {
  url: string
  connection: Connection
  /** How long the screening ledger took to derive, where it was not there yet. */
  derivedMs: number | undefined
  close(): Promise<void>
}

/** A register of 20,000 firms with a line each in the screening ledger, and 20,000 problems; kept between runs. */
export async function openLedgerDatabase(): Promise<LedgerDatabase> {
  const dataDir = fileURLToPath(new URL('../.tmp/bench-ledgers', import.meta.url))
  const server = await startEmbedded({ dataDir, disposable: true })
  await ensureDatabase(server, 'qy_ledgers')
  const url = server.url('qy_ledgers')
  await migrate(url)
  await loadReference(url)
  await loadRegister(url, { enterprises: ledgerSize, cases: 0, year: 2026 })
  const connection = connect(url, { max: 2, statementTimeoutMs: 0, name: 'qingyuan-bench' })
  let derivedMs: number | undefined
  const [found] = await connection.sql`select exists (select from screening_rows) as there`
  if (!found?.there) {
    await loadProblems(url)
    const started = performance.now()
    await deriveRows(connection.db, 'all', new Date('2026-11-25T10:00:00+08:00'))
    derivedMs = performance.now() - started
    await complete(url)
  }
  return {
    url,
    connection,
    derivedMs,
    async close() {
      await connection.close()
      await server.stop()
    },
  }
}

/** A problem for each firm, two in five of them closed. */
async function loadProblems(url: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0 })
  await sql`set session_replication_role = replica`
  await sql`
    insert into problems (no, enterprise_id, region_code, sector_code, batch, kind, source, found_on, words, requirement, execution, plan_state,
      plan, measures, deadline, state, closed_on, entered_at, changed_at)
    select e.region_code || '-2026-' || lpad(e.id::text, 6, '0'), e.id, e.region_code, e.sector_code, s.batch,
      (array['stealth_discharge','facility_inadequate','exceedance','records','permit','other'])[1 + e.id % 6]::problem_kind, 'screening',
      date '2026-04-01' + e.id % 90, '排查发现的问题第 ' || e.id || ' 号：设施运行记录不全，出水时有波动', '责令限期改正', 'under_way', 'filed',
      '更换老化设备，完善台账，增加监测频次', '已采购设备，预计按期完成', date '2026-12-07',
      case when e.id % 5 < 2 then 'closed' else 'rectifying' end::problem_state, case when e.id % 5 < 2 then date '2026-10-01' + e.id % 30 end, now(), now()
    from enterprises e join sectors s on s.code = e.sector_code`
  await sql`set session_replication_role = origin`
  await sql`vacuum analyze problems`
  await close()
}

/** What the counties wrote: some of the lines screened and completed. */
async function complete(url: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0 })
  await sql`
    update screening_rows set screened_on = date '2026-04-01' + enterprise_id % 80, missing = case when enterprise_id % 3 = 0 then '{}' else missing end,
      changed_at = timestamptz '2026-10-01' + enterprise_id * interval '1 minute',
      entered = jsonb_build_object('exceedanceCause', jsonb_build_object('text', '药剂投加不足，已调整；-5% 以内', 'by', 'x', 'byName', '监察岗', 'at', '2026-10-01T00:00:00Z'))
    where enterprise_id % 2 = 0`
  await sql`vacuum analyze screening_rows`
  await close()
}
