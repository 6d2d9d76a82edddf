import { connect } from '#db/client.ts'
import { rebuildIndex } from '#domain/search/commands/rebuild.ts'
import { withServer } from '#src/cli/with-server.ts'

/** `portal reindex`: everything that can be found is read again; searches go on meanwhile. */
export async function reindex(): Promise<void> {
  await withServer(async (url) => {
    const connection = connect(url, { max: 2, statementTimeoutMs: 0, name: 'qingyuan-reindex' })
    try {
      const { count } = await rebuildIndex(connection.db)
      console.log(`The index holds ${count} documents.`)
    } finally {
      await connection.close()
    }
  })
}
