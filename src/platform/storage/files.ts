import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Disk } from 'flydrive'
import { filesDisk } from '#platform/storage/disk.ts'
import { DurableFolder } from '#platform/storage/folder.ts'

export interface StoredFile {
  sha256: string
  size: number
}

/** What lies under this name is not what was put there. */
export class DamagedFile extends Error {
  override name = 'DamagedFile'
}

/**
 * Keeps bytes under their SHA-256; the same bytes twice are one file. Call it before the row that names the file is written: a
 * row without its file must not be, a file without a row is found by `listFiles` and removed.
 */
export async function putFile(bytes: Uint8Array, disk?: Disk): Promise<StoredFile> {
  const sha256 = hashOf(bytes)
  // Also when it is there already: its age then counts from now, and no clean-up takes it before its new row is written.
  await (disk ?? (await filesDisk())).put(keyOf(sha256), bytes)
  return { sha256, size: bytes.length }
}

/** The same for bytes that come piece by piece and are never whole in memory. */
export async function putStream(source: AsyncIterable<Uint8Array>, disk?: Disk): Promise<StoredFile> {
  const store = disk ?? (await filesDisk())
  const folder = store.driver instanceof DurableFolder ? store.driver : undefined
  const written = folder ? await folder.unfinishedPlace() : join(tmpdir(), `qingyuan-${randomUUID()}`)
  try {
    const { sha256, size } = await writeHashed(written, source)
    if (folder) await folder.adopt(keyOf(sha256), written)
    else await store.putStream(keyOf(sha256), createReadStream(written), { contentLength: size })
    return { sha256, size }
  } finally {
    await rm(written, { force: true })
  }
}

async function writeHashed(path: string, source: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const bytes of source) {
      hash.update(bytes)
      size += bytes.length
      await file.writeFile(bytes)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** Piece by piece; undefined when there is no such file. For what is sealed: a seal tells damage by itself. */
export async function readStream(sha256: string, disk?: Disk): Promise<Readable | undefined> {
  const store = disk ?? (await filesDisk())
  return (await store.exists(keyOf(sha256))) ? store.getStream(keyOf(sha256)) : undefined
}

/**
 * The bytes, or undefined when there is no such file.
 * @throws DamagedFile when they no longer give their hash: what firms signed is never shown altered
 */
export async function readFile(sha256: string, disk?: Disk): Promise<Buffer | undefined> {
  const store = disk ?? (await filesDisk())
  const key = keyOf(sha256)
  const bytes = await store.getBytes(key).catch(async (error) => {
    if (await store.exists(key)) throw error
    return undefined
  })
  if (bytes && hashOf(bytes) !== sha256) throw new DamagedFile(`stored file ${sha256} is damaged`)
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export async function hasFile(sha256: string, disk?: Disk): Promise<boolean> {
  return (disk ?? (await filesDisk())).exists(keyOf(sha256))
}

/** Removes a file; none there is no error. */
export async function removeFile(sha256: string, disk?: Disk): Promise<void> {
  await (disk ?? (await filesDisk())).delete(keyOf(sha256))
}

/** Every file with the instant it was last put, for a clean-up that leaves young ones alone. Other things in the store are passed over. */
export async function* listFiles(disk?: Disk): AsyncGenerator<StoredFile & { putAt: Date }> {
  const store = disk ?? (await filesDisk())
  let paginationToken: string | undefined
  do {
    const page = await store.listAll('/', { recursive: true, paginationToken })
    for (const { isFile, ...entry } of page.objects) {
      const parts = isFile && 'key' in entry ? /^([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(entry.key) : null
      if (!parts) continue
      const { contentLength, lastModified } = await store.getMetaData(parts[0])
      yield { sha256: `${parts[1]}${parts[2]}`, size: contentLength, putAt: lastModified }
    }
    paginationToken = page.paginationToken
  } while (paginationToken)
}

/** Removes what was being written when a process was killed. @returns how many */
export async function removeUnfinished(before: Date, disk?: Disk): Promise<number> {
  const { driver } = disk ?? (await filesDisk())
  return driver instanceof DurableFolder ? driver.removeUnfinished(before) : 0
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** ab/cdef…: no folder grows past what tools can list. */
function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in hexadecimal')
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
