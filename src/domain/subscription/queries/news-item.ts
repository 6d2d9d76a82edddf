import { and, between, eq, type SQL } from 'drizzle-orm'
import { enterprises } from '#db/schema/enterprise.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'

/** One thing that became public. */
export interface NewsItem {
  kind: 'case' | 'disclosure' | 'order' | 'problem'
  /** Without the language. */
  path: string
  title: string
  titleEn: string | null
  enterprise: string
  enterpriseEn: string | null
  creditCode: string | null
  at: Date
}

export interface News {
  /** The newest first, `most` at most. */
  items: NewsItem[]
  /** How many there are, not only those listed. */
  total: number
}

/** How many are told one by one. */
export const most = 50

export interface Span {
  /** Published after. */
  since: Date
  until: Date
}

/** The enterprises of a subject. */
export function ofSubject({ topic, subject }: Subject): SQL | undefined {
  if (topic === 'enterprise') return eq(enterprises.creditCode, subject)
  const [west = 0, south = 0, east = 0, north = 0] = subject.split(',').map(Number)
  return and(between(enterprises.longitudeDeg, west, east), between(enterprises.latitudeDeg, south, north))
}
