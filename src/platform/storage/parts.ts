import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '#platform/config.ts'

/** Uploads that are still coming in lie on this machine, below DATA_DIR, a folder for each, a file for each part. */
const folder = () => join(config().DATA_DIR, 'report-uploads')
const nameOf = (offset: number) => String(offset).padStart(12, '0')

/** A part that was written and not counted is written over by the next attempt. */
export async function writePart(upload: string, offset: number, bytes: Uint8Array): Promise<void> {
  const path = join(folder(), upload)
  await mkdir(path, { recursive: true, mode: 0o700 })
  const file = await open(join(path, nameOf(offset)), 'w', 0o600)
  await file.writeFile(bytes).finally(() => file.close())
}

/** Its parts in order, each with the place at which it begins. */
export async function* readParts(upload: string): AsyncGenerator<{ offset: number; bytes: Buffer }> {
  const names = await readdir(join(folder(), upload)).catch(() => [])
  for (const name of names.filter((each) => /^\d{12}$/.test(each)).sort())
    yield { offset: Number(name), bytes: await readFile(join(folder(), upload, name)) }
}

export const removeParts = (upload: string): Promise<void> =>
  rm(join(folder(), upload), { recursive: true, force: true })

/** The uploads that have parts here, with the time of their last part. */
export async function listParts(): Promise<{ upload: string; at: Date }[]> {
  const names = await readdir(folder()).catch(() => [])
  return Promise.all(
    names.map(async (upload) => ({
      upload,
      at: (await stat(join(folder(), upload)).catch(() => ({ mtime: new Date(0) }))).mtime,
    })),
  )
}
