import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FSDriver } from 'flydrive/drivers/fs'

/** Files that are still being written lie here, below the folder, and are never listed or read. */
export const unfinished = 'unfinished'

/**
 * A folder whose files are there whole or not at all, also after the power went: written under another name, brought to the
 * disk, then renamed. flydrive's own driver writes in place.
 */
export class DurableFolder extends FSDriver {
  readonly #root: string

  constructor(root: string) {
    super({ location: root, visibility: 'private' })
    this.#root = root
    mkdirSync(root, { recursive: true, mode: 0o700 })
  }

  /** A file that was written whole and brought to the disk beside the others takes its name. */
  async adopt(key: string, written: string): Promise<void> {
    const target = join(this.#root, key)
    await mkdir(dirname(target), { recursive: true })
    await rename(written, target)
    await syncFolder(dirname(target))
  }

  /** A place for a file whose name is not known yet. */
  async unfinishedPlace(): Promise<string> {
    const written = join(this.#root, unfinished, randomUUID())
    await mkdir(dirname(written), { recursive: true })
    return written
  }

  async removeUnfinished(before: Date): Promise<number> {
    const folder = join(this.#root, unfinished)
    let removed = 0
    for (const name of await readdir(folder).catch(() => [])) {
      const written = await stat(join(folder, name)).catch(() => undefined) // it has just taken its name
      if (!written || written.mtime >= before) continue
      await rm(join(folder, name), { force: true })
      removed++
    }
    return removed
  }

  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    const written = await this.unfinishedPlace()
    try {
      const file = await open(written, 'wx', 0o600)
      await file
        .writeFile(contents)
        .then(() => file.sync())
        .finally(() => file.close())
      await this.adopt(key, written)
    } catch (error) {
      await rm(written, { force: true })
      throw error
    }
  }
}

/** The name is on the disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
