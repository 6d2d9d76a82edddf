import type postgres from 'postgres'

/** The server waits for the whole of a message before it looks at its rows. */
const messageBytes = 65_536

/**
 * Sends the rows of a COPY, within a transaction. When the server refuses them at their end (a key is there), postgres.js leaves the stream hanging, so
 * another statement is sent right behind: it fails with 25P02, transaction aborted.
 */
export async function copyIn(tx: postgres.TransactionSql, copy: string, bytes: Buffer): Promise<void> {
  const stream = await tx.unsafe(copy).writable()
  const { promise: isSent, resolve, reject } = Promise.withResolvers<void>()
  const end = stream._final.bind(stream)
  stream._final = (done) => {
    end(done)
    resolve()
  }
  stream.once('error', reject)
  for (let at = 0; at < bytes.length; at += messageBytes) stream.write(bytes.subarray(at, at + messageBytes))
  stream.end()
  await isSent
  await tx`select`
}
