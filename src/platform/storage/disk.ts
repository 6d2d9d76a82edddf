import { join } from 'node:path'
import { Disk } from 'flydrive'
import { config } from '#platform/config.ts'
import { type BucketAddress, parseStorageUrl } from '#platform/storage/address.ts'
import { DurableFolder } from '#platform/storage/folder.ts'

export const openFolder = (root: string): Disk => new Disk(new DurableFolder(root))

/** The client of S3 is large: loaded only where a bucket is used. Its checksums are asked for only where the store demands them. */
export async function openBucket({ bucket, accessKeyId, secretAccessKey, ...address }: BucketAddress): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new Disk(
    new S3Driver({
      ...address,
      bucket,
      credentials: { accessKeyId, secretAccessKey },
      visibility: 'private',
      supportsACL: false,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  )
}

let opened: Promise<Disk> | undefined

/** The process's store of files: `STORAGE_URL`, or the folder `files` in `DATA_DIR`. */
export function filesDisk(): Promise<Disk> {
  const { STORAGE_URL, DATA_DIR } = config()
  const bucket = STORAGE_URL === undefined ? undefined : parseStorageUrl(STORAGE_URL)
  opened ??= bucket ? openBucket(bucket) : Promise.resolve(openFolder(join(DATA_DIR, 'files')))
  return opened
}
