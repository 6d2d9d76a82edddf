export type Encoding = 'identity' | 'br' | 'gzip'

/** One rendered page with what is needed to send it again without rendering. */
export interface CachedPage {
  status: number
  /** Lower-case names; without content-length and content-encoding. */
  headers: [name: string, value: string][]
  body: Buffer
  /** Weak: the compressed forms carry the same one. */
  etag: string
  tags: string[]
  /** Milliseconds since the epoch. */
  freshUntil: number
  staleUntil: number
  /** Somebody is already rendering its successor. */
  isRefreshing: boolean
  /** Made when first asked for, together with the headers as the server sends them. */
  forms: Partial<Record<Encoding, { head: string[]; body: Buffer }>>
}
