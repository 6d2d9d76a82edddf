import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { searchKind } from '#db/schema/enums.ts'

/**
 * What the search finds, one row for each thing of any kind. Two tables of the same shape: one is live, the other is filled while the
 * index is made anew, then they change places (search_state). Only what is public stands here; whatever leaves its place in public
 * leaves this table in the same transaction (triggers) and comes back by its event.
 */
const documents = (name: 'search_documents_a' | 'search_documents_b') =>
  pgTable(
    name,
    {
      /** `case:17`, `enterprise:91430902MAFAKE0008`: the kind and how its page is addressed. */
      key: text().primaryKey(),
      kind: searchKind().notNull(),
      titleZh: text().notNull(),
      titleEn: text().notNull(),
      /** What is shown below the title, with the words found marked in it. */
      bodyZh: text().notNull().default(''),
      bodyEn: text().notNull().default(''),
      /** Its names, spelled without blanks, each between line ends: `\\n益阳示例造纸有限公司\\n示例造纸\\n`, the title first. */
      names: text().notNull(),
      /** All that may be typed to find it (db/search-text.ts). */
      searchText: text().notNull(),
      regionCode: text(),
      year: smallint(),
      /** Among equals the higher comes first. */
      weight: integer().notNull().default(0),
      /** What else its line shows: decision number, day, address. */
      shown: jsonb().$type<Record<string, string | number | null>>().notNull().default({}),
    },
    (t) => [
      check(`${name}_names_framed`, sql`${t.names} like E'\\n%\\n'`),
      // Without a list of what is pending: each question would read through it.
      index(`${name}_pairs`).using('gin', sql`search_bigrams(${t.searchText})`).with({ fastupdate: false }),
    ],
  )

export const searchDocumentsA = documents('search_documents_a')
export const searchDocumentsB = documents('search_documents_b')

/** The names that are offered while one types, and by which a slip of the pen is put right: one row for each name of a thing. */
const names = (name: 'search_names_a' | 'search_names_b') =>
  pgTable(
    name,
    {
      key: text().notNull(),
      /** Spelled without blanks: a name, its pinyin, its initials, a code. */
      name: text().notNull(),
      /** Pairs of neighbouring syllables of a Chinese name, `zao zhi`: by them a word is found that sounds the same. */
      sounds: text().array().notNull().default(sql`'{}'`),
      weight: integer().notNull().default(0),
    },
    (t) => [
      primaryKey({ columns: [t.key, t.name] }),
      index(`${name}_begin`).on(t.name.op('text_pattern_ops')),
      index(`${name}_pairs`).using('gin', sql`search_bigrams(${t.name})`).with({ fastupdate: false }),
      index(`${name}_sounds`).using('gin', t.sounds).with({ fastupdate: false }),
    ],
  )

export const searchNamesA = names('search_names_a')
export const searchNamesB = names('search_names_b')

/** Which of the two tables is live, and whether the other is being filled: then what happens meanwhile is written to both. */
export const searchState = pgTable(
  'search_state',
  {
    isOnly: boolean().primaryKey().default(true),
    live: text().$type<'a' | 'b'>().notNull().default('a'),
    isRebuilding: boolean().notNull().default(false),
    /** Of the rules by which the live table was filled (platform/search/port.ts); 0: not filled yet. */
    edition: integer().notNull().default(0),
    builtAt: at(),
  },
  (t) => [check('search_state_one', sql`${t.isOnly}`), check('search_state_live', sql`${t.live} in ('a', 'b')`)],
)
