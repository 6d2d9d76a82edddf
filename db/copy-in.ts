import type postgres from 'postgres'

/**
 * Sends what a COPY ... FROM STDIN takes, within a transaction. When the server refuses rows at their end (a key is there), postgres.js
 * leaves the stream hanging, so another statement is sent right behind: it fails with 25P02, transaction aborted.
 */
export async function copyIn(
  tx: postgres.Sql | postgres.TransactionSql,
  copy: string,
  parts: Iterable<string | Uint8Array>,
): Promise<void> {
  const stream = await tx.unsafe(copy).writable()
  const { promise: isSent, resolve, reject } = Promise.withResolvers<void>()
  const end = stream._final.bind(stream)
  stream._final = (done) => {
    end(done)
    resolve()
  }
  stream.once('error', reject)
  for (const part of parts) stream.write(part)
  stream.end()
  await isSent
  await tx`select`
}
