import type { Db } from '#db/client.ts'
import { disclosurePart, disclosureParts } from '#domain/disclosure/queries/sitemap.ts'
import { enterprisePart, enterpriseParts } from '#domain/enterprise/queries/sitemap.ts'
import { listQuarterlyLists } from '#domain/quarterly/queries/list.ts'
import { quarterName } from '#domain/quarterly/rules.ts'
import { storyPart, storyParts } from '#domain/story/queries/sitemap.ts'
import { casePart, caseParts } from '#domain/violation/queries/sitemap.ts'
import { listDocuments } from '#platform/content/documents.ts'
import type { SitemapEntry } from '#src/components/sitemap/xml.ts'

/** Pages that are there once. */
const pages = [
  '/',
  '/board',
  '/board/joint-punishment',
  '/board/quarterly',
  '/board/statistics',
  '/board/vendors',
  '/data',
  '/data/api',
  '/data/examples',
  '/disclosures',
  '/disclosures/changes',
  '/disclosures/key-polluters',
  '/enterprises',
  '/library',
  '/library/factors',
  '/library/glossary',
  '/library/guides',
  '/library/regulations',
  '/library/standards',
  '/map',
  '/outlets',
  '/monitoring',
  '/monitoring/devices',
  '/monitoring/orders',
  '/press',
  '/progress',
  '/progress/campaigns',
  '/progress/evaluations',
  '/progress/papers',
  '/report',
  '/report/media',
  '/report/outcomes',
  '/report/rewards',
  '/stories',
]

const shelves = ['guides', 'regulations'] as const

interface Section {
  /** Which parts there are, by number, with the newest change in each. */
  parts(db: Db): Promise<{ part: number; changedAt: Date }[]>
  entries(db: Db, part: number): Promise<SitemapEntry[]>
}

const sections: Record<string, Section> = {
  cases: {
    parts: caseParts,
    entries: async (db, part) =>
      (await casePart(db, part)).map(({ id, changedAt }) => ({ path: `/board/${id}`, changedAt })),
  },
  disclosures: {
    parts: disclosureParts,
    entries: async (db, part) =>
      (await disclosurePart(db, part)).map(({ id, changedAt }) => ({ path: `/disclosures/${id}`, changedAt })),
  },
  enterprises: {
    parts: enterpriseParts,
    entries: async (db, part) =>
      (await enterprisePart(db, part)).map(({ creditCode, changedAt }) => ({
        path: `/enterprises/${creditCode}`,
        changedAt,
      })),
  },
  stories: {
    parts: storyParts,
    entries: async (db, part) =>
      (await storyPart(db, part)).map(({ slug, changedAt }) => ({ path: `/stories/${slug}`, changedAt })),
  },
}

/** The parts of the site map. What was taken off the board stands in none. */
export async function listParts(db: Db): Promise<SitemapEntry[]> {
  const named = await Promise.all(
    Object.entries(sections).map(async ([name, { parts }]) =>
      (await parts(db)).map(({ part, changedAt }) => ({ path: `/sitemap/${name}-${part}.xml`, changedAt })),
    ),
  )
  return [{ path: '/sitemap/pages.xml' }, ...named.flat()]
}

/** The addresses of one part, `pages` or `cases-12`; undefined when there is no such part. */
export async function readPart(db: Db, name: string): Promise<SitemapEntry[] | undefined> {
  if (name === 'pages') {
    const documents = shelves.flatMap((shelf) => listDocuments(shelf).map(({ slug }) => `/library/${shelf}/${slug}`))
    const quarters = (await listQuarterlyLists(db)).map((list) => `/board/quarterly/${quarterName(list)}`)
    return [...pages, ...quarters, ...documents].map((path) => ({ path }))
  }
  const [, kind = '', part = ''] = /^([a-z]+)-(\d{1,5})$/.exec(name) ?? []
  const entries = Object.hasOwn(sections, kind) ? await sections[kind]?.entries(db, Number(part)) : undefined
  return entries && entries.length > 0 ? entries : undefined
}
