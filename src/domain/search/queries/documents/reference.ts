import type { Db } from '#db/client.ts'
import { factors, standards } from '#db/schema/standard.ts'
import { wordsOf } from '#domain/search/queries/documents/words.ts'
import { standardSlug } from '#domain/standard/rules.ts'
import { type LibraryText, readGlossary, readLibraryTexts } from '#platform/content/texts.ts'
import type { SearchDocument, SearchKind } from '#platform/search/port.ts'
import { spellingsOf } from '#platform/search/spell.ts'
import { term } from '#src/i18n/terms.ts'

/** Standards, factors, regulations, guides and terms: what changes with a release, a few hundred in all. */
export async function referenceDocuments(db: Db): Promise<SearchDocument[]> {
  return [
    ...(await db.select().from(factors)).map(factorDocument),
    ...(await db.select().from(standards)).map(standardDocument),
    ...readLibraryTexts('regulations').map((text) => textDocument('regulation', text)),
    ...readLibraryTexts('guides').map((text) => textDocument('guide', text)),
    ...readGlossary().map(termDocument),
  ]
}

/** A document without a place and a year of its own, offered under its names while one types. */
const known = (
  kind: SearchKind,
  ref: string,
  names: readonly string[],
  texts: { titleZh: string; titleEn: string; bodyZh: string; bodyEn: string; more?: readonly (string | null)[] },
): SearchDocument => ({
  key: `${kind}:${ref}`,
  kind,
  titleZh: texts.titleZh,
  titleEn: texts.titleEn,
  bodyZh: texts.bodyZh,
  bodyEn: texts.bodyEn,
  names,
  spellings: spellingsOf(names),
  searchText: wordsOf(names, [
    texts.titleZh,
    texts.titleEn,
    texts.bodyZh,
    texts.bodyEn,
    ...(texts.more ?? []),
    ...spellingsOf(names).map(({ name }) => name),
  ]),
  regionCode: null,
  year: null,
  weight: 0,
  shown: {},
})

function factorDocument(row: typeof factors.$inferSelect): SearchDocument {
  const names = [row.nameZh, row.nameEn, ...row.aliases, row.code, row.legacyCode, row.casNumber]
  const aliases = row.aliases.join('、')
  return {
    ...known(
      'factor',
      row.code,
      names.filter((name) => name !== null),
      {
        titleZh: row.nameZh,
        titleEn: row.nameEn,
        bodyZh: [aliases, row.noteZh].filter(Boolean).join('。'),
        bodyEn: [aliases, row.noteEn].filter(Boolean).join('. '),
        more: ['污染因子', 'pollutant factor', term('zh', 'medium', row.medium), term('en', 'medium', row.medium)],
      },
    ),
    shown: { code: row.code, medium: row.medium, unit: row.unit },
  }
}

function standardDocument(row: typeof standards.$inferSelect): SearchDocument {
  return {
    ...known('standard', standardSlug(row.code), [row.code, row.titleZh, row.titleEn], {
      titleZh: `${row.titleZh}（${row.code}）`,
      titleEn: `${row.titleEn} (${row.code})`,
      bodyZh: row.notes.join(' '),
      bodyEn: row.notesEn.join(' '),
      more: ['排放标准', 'emission standard'],
    }),
    year: Number(row.inForceFrom.slice(0, 4)),
    shown: { code: row.code, inForceFrom: row.inForceFrom },
  }
}

/** Of a text so much is kept to be shown; found it is by all of it. */
const longestBody = 2_000

function textDocument(kind: 'regulation' | 'guide', text: LibraryText): SearchDocument {
  return {
    ...known(kind, text.slug, [text.titleZh, text.titleEn], {
      titleZh: text.titleZh,
      titleEn: text.titleEn,
      bodyZh: `${text.summaryZh} ${text.plainZh}`.slice(0, longestBody),
      bodyEn: `${text.summaryEn} ${text.plainEn}`.slice(0, longestBody),
      more: [text.plainZh, text.plainEn],
    }),
    year: text.day === null ? null : Number(text.day.slice(0, 4)),
    shown: { day: text.day },
  }
}

const termDocument = ({ id, zh, en, textZh, textEn }: ReturnType<typeof readGlossary>[number]): SearchDocument =>
  known('term', id, [zh, en], { titleZh: zh, titleEn: en, bodyZh: textZh, bodyEn: textEn })
