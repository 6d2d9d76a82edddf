import type { Locale } from '#src/i18n/locale.ts'

/** A feed ready to be written, in any of its formats. */
export interface Feed {
  locale: Locale
  title: string
  /** Whose feed it is, in a few words. */
  about: string
  /** The same as a page. */
  home: string
  self: string
  updated: Date
  /** Written one by one as they come. */
  entries: Iterable<FeedEntry> | AsyncIterable<FeedEntry>
  /** What is no longer so: copies should be taken down too. */
  removed: { url: string; on: string }[]
  /** Why entries are removed, for programs' authors. */
  removedAbout: string
}

export interface FeedEntry {
  /** The same in both languages and for all time. */
  id: string
  url: string
  title: string
  summary: string
  text: string
  category: string
  categoryLabel: string
  published: Date
  updated: Date
}

/** Why entries of feeds with cases are removed. */
export const takenOffTheBoard = 'Records taken off the board; please take copies down too.'

/** The newest of the moments of a feed; 1970 for one without any. */
export const newestOf = (moments: readonly Date[]): Date =>
  moments.length > 0 ? new Date(Math.max(...moments.map(Number))) : new Date(0)

/** Midnight of the city's day. */
export const instantOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
