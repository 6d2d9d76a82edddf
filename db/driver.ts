import type postgres from 'postgres'
import { Turns } from '#db/turns.ts'

type Unsafe = postgres.Sql['unsafe']
type Query = ReturnType<Unsafe>
/** What drizzle asks of a query. */
type Asked = PromiseLike<Awaited<Query>> & { values(): Promise<unknown> }

/**
 * The driver as drizzle uses it, with two things put right.
 *
 * Each connection has one piece of work at a time, a query or a whole transaction; what comes meanwhile waits here. Left to
 * itself postgres.js sends queries ahead, a hundred on a connection that is still busy: they wait behind whatever is slow there
 * (each with its own timeout running), and a BEGIN that is the hundredth is sent but not noted (porsager/postgres#823). Then
 * strangers' queries run inside a transaction that nobody ends.
 *
 * And drizzle sends each query as an unnamed statement, which PostgreSQL parses and plans anew each time. Through this client
 * the same text is prepared once per connection, within transactions too.
 */
export function driverOf(sql: postgres.Sql, connections: number): postgres.Sql {
  const turns = new Turns(connections)
  const unsafe = (text: string, params: never[] = []): Asked => {
    const asked = <T>(how: (query: Query) => PromiseLike<T>) => turns.take(() => how(target(sql, text, params)))
    return {
      // biome-ignore lint/suspicious/noThenProperty: a query of the driver is sent when it is awaited, this one too
      then: (resolve, reject) => asked((query) => query).then(resolve, reject),
      values: () => asked((query) => query.values()),
    }
  }
  const begin = (work: (tx: postgres.TransactionSql) => unknown) =>
    turns.take(() => sql.begin((tx) => work(within(tx))))
  return withMembers(sql, { unsafe, begin })
}

/** A transaction holds its connection already: its queries need no turn. */
function within(tx: postgres.TransactionSql): postgres.TransactionSql {
  return withMembers(tx, {
    unsafe: (text: string, params: never[] = []) => target(tx, text, params),
    savepoint: (work: (inner: postgres.TransactionSql) => unknown) => tx.savepoint((inner) => work(within(inner))),
  })
}

const target = (sql: { unsafe: Unsafe }, text: string, params: never[]) =>
  sql.unsafe(text, params, { prepare: params.length > 0 })

const withMembers = <S extends object>(sql: S, own: Record<string, unknown>): S =>
  new Proxy(sql, { get: (inner, key) => (key in own ? own[key as string] : Reflect.get(inner, key)) })
