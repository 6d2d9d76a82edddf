import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { connect, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadReference } from '#db/seed/reference.ts'
import {
  type EmbeddedOptions,
  type EmbeddedServer,
  ensureDatabase,
  startEmbedded,
} from '#platform/postgres/embedded.ts'

export interface GatewayCity {
  server: EmbeddedServer
  databaseUrl: string
  /** With the owner's rights. */
  sql: Sql
  /** Of its devices; each stands at an outlet of water of its own. */
  mns: string[]
  /** Asks on a connection of its own: for when the server was killed meanwhile. */
  reconnect<T>(ask: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const benchFolder = fileURLToPath(new URL('../../.tmp/bench-gateway', import.meta.url))

/** One firm with as many outlets and devices as wanted, made anew, in a PostgreSQL that keeps what it acknowledges (fsync). */
export async function openGatewayCity(
  devices: number,
  place: EmbeddedOptions = { dataDir: benchFolder },
): Promise<GatewayCity> {
  const server = await startEmbedded(place)
  const name = 'qy_bench_gateway'
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  await admin`drop database if exists ${admin(name)} with (force)`
  await admin.end()
  await ensureDatabase(server, name)
  const databaseUrl = server.url(name)
  await migrate(databaseUrl)
  await loadReference(databaseUrl)
  const { sql, close } = connect(databaseUrl, { as: 'owner', max: 2, statementTimeoutMs: 0, name: 'qingyuan-bench' })
  const mns = await register(sql, devices)
  return {
    server,
    databaseUrl,
    sql,
    mns,
    async reconnect(ask) {
      const again = connect(databaseUrl, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench' })
      return ask(again.sql).finally(again.close)
    },
    async close() {
      await close()
      await server.stop()
    },
  }
}

async function register(sql: Sql, devices: number): Promise<string[]> {
  await sql`
    insert into enterprises (credit_code, name, name_pinyin, legal_representative, address, longitude_deg, latitude_deg, control_level,
      sector_code, region_code, search_text)
    select '91430900MA4BENCH0X', '网关试验厂', 'wang guan shi yan chang', '某', '某路一号', r.longitude_deg, r.latitude_deg, 'municipal',
      (select min(code) from sectors), r.code, '网关试验厂' from regions r where kind <> 'city' order by code limit 1`
  await sql`
    insert into outlets (enterprise_id, code, name, kind, route, pattern, destination)
    select (select max(id) from enterprises), chr(65 + n / 26000) || chr(65 + n / 1000 % 26) || lpad((n % 1000)::text, 3, '0'), '总排口',
      'water_outlet', 'direct', 'continuous', '河' from generate_series(1, ${devices}::int) n`
  const rows = await sql<{ mn: string }[]>`
    insert into devices (mn, outlet_id, password, state, registered_on, frames_per_minute)
    select '430902FAKE' || lpad(id::text, 14, '0'), id, '123456', 'signed_off', current_date - 30, 60000 from outlets order by id
    returning mn`
  return rows.map(({ mn }) => mn)
}
