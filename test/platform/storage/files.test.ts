import { createHash } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Disk } from 'flydrive'
import { afterAll, describe, expect, it } from 'vitest'
import { type BucketAddress, parseStorageUrl } from '#platform/storage/address.ts'
import { openBucket, openFolder } from '#platform/storage/disk.ts'
import { DamagedFile, hasFile, listFiles, putFile, readFile, removeFile } from '#platform/storage/files.ts'
import { startBucket } from '#test/support/bucket.ts'
import { useFolder } from '#test/support/folder.ts'

const root = useFolder()
const bucket = await startBucket('disclosure', 2)
afterAll(async () => {
  await bucket.stop()
})
const stores: [string, Disk][] = [
  ['a folder', openFolder(root)],
  ['a bucket', await openBucket(parseStorageUrl(bucket.url) as BucketAddress)],
]
const all = async (disk: Disk) => Array.fromAsync(listFiles(disk))

describe.each(stores)('files in %s', (_, disk) => {
  const bytes = Buffer.from('监测报告')
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  it('are found again by their hash and are gone when removed', async () => {
    expect(await putFile(bytes, disk)).toEqual({ sha256, size: 12 })
    expect(await readFile(sha256, disk)).toEqual(bytes)
    expect(await hasFile(sha256, disk)).toBe(true)
    await removeFile(sha256, disk)
    await removeFile(sha256, disk)
    expect(await hasFile(sha256, disk)).toBe(false)
    expect(await readFile(sha256, disk)).toBeUndefined()
  })

  it('with the same bytes are one file, also when put at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, () => putFile(bytes, disk)))
    const found = await all(disk)
    expect(found).toEqual([{ sha256, size: 12, putAt: expect.any(Date) }])
    expect(Math.abs((found[0]?.putAt.getTime() ?? 0) - Date.now())).toBeLessThan(10_000)
  })

  it('are all listed, page after page, with nothing else that lies there', async () => {
    const put = [sha256]
    for (let i = 0; i < 5; i++) put.push((await putFile(Buffer.from(`file ${i}`), disk)).sha256)
    await disk.put('notes.txt', 'not one of ours')
    expect((await all(disk)).map((file) => file.sha256).sort()).toEqual(put.sort())
  })

  it('that were altered where they lie are not given out', async () => {
    await putFile(bytes, disk)
    await disk.put(`${sha256.slice(0, 2)}/${sha256.slice(2)}`, 'something else')
    await expect(readFile(sha256, disk)).rejects.toThrow(DamagedFile)
    await putFile(bytes, disk)
    expect(await readFile(sha256, disk)).toEqual(bytes)
  })

  it('are asked for by a hash and by nothing else', async () => {
    await expect(readFile('../../etc/passwd', disk)).rejects.toThrow(RangeError)
    await expect(hasFile(sha256.toUpperCase(), disk)).rejects.toThrow(RangeError)
  })
})

describe('a folder', () => {
  it('keeps nothing half written, neither after success nor after a failure', async () => {
    const disk = openFolder(join(root, 'second'))
    const { sha256 } = await putFile(Buffer.from('whole'), disk)
    await removeFile(sha256, disk)
    rmSync(join(root, 'second', sha256.slice(0, 2)), { recursive: true })
    writeFileSync(join(root, 'second', sha256.slice(0, 2)), 'a file where the folder should be')
    await expect(putFile(Buffer.from('whole'), disk)).rejects.toThrow()
    expect(readdirSync(join(root, 'second', 'unfinished'))).toEqual([])
  })
})

describe('the address of a bucket', () => {
  it('is read with its region and style', () => {
    expect(parseStorageUrl('s3://key:se%2Fcret@store.example/files?region=cn-north-1&style=host')).toEqual({
      endpoint: 'https://store.example',
      bucket: 'files',
      region: 'cn-north-1',
      accessKeyId: 'key',
      secretAccessKey: 'se/cret',
      forcePathStyle: false,
    })
  })

  it.each([
    'https://key:secret@store.example/files',
    's3://store.example/files',
    's3://key:secret@store.example',
    's3://key:secret@store.example/Files/deep',
    's3://key:secret@store.example/files?style=odd',
    'a folder',
  ])('%s is none', (text) => expect(parseStorageUrl(text)).toBeUndefined())
})
