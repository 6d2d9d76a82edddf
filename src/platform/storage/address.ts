/** Where files are kept outside this machine: a bucket of S3 or of a store that speaks its language (MinIO, OSS, COS). */
export interface BucketAddress {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** The bucket in the path; false where the store wants it before the host (`?style=host`). */
  forcePathStyle: boolean
}

export const storageAddressForm =
  's3://key:secret@host/bucket?region=... (s3+http:// without TLS; &style=host where the bucket stands before the host)'

/** Reads `STORAGE_URL`; undefined when it is not of this form. Key and secret are percent-encoded where they need it. */
export function parseStorageUrl(text: string): BucketAddress | undefined {
  const url = URL.parse(text)
  const scheme = url && { 's3:': 'https', 's3+http:': 'http' }[url.protocol]
  const bucket = url?.pathname.slice(1) ?? ''
  const style = url?.searchParams.get('style') ?? 'path'
  if (!url?.host || !scheme || !url.username || !url.password) return undefined
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || !['path', 'host'].includes(style)) return undefined
  return {
    endpoint: `${scheme}://${url.host}`,
    bucket,
    region: url.searchParams.get('region') || 'us-east-1',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    forcePathStyle: style === 'path',
  }
}
