import { readFile } from '#platform/storage/files.ts'

/** The ledger of an import page's address. It lies under its hash: the preview is an address, and confirming sends the hash alone. */
export async function chosenLedger(params: URLSearchParams) {
  const sha256 = /^[0-9a-f]{64}$/.exec(params.get('file') ?? '')?.[0]
  const bytes = sha256 ? await readFile(sha256) : undefined
  return { sha256, bytes, isGone: params.has('file') && !bytes }
}

/** Rows of a table on such a page: the rest is counted. */
export const shownRows = 300
