import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fileSearch, formatsOf } from '#domain/open-data/input.ts'
import { fileOf } from '#domain/open-data/queries/file.ts'
import { readSearch } from '#domain/open-data/queries/read.ts'
import { findList, openLists } from '#domain/open-data/queries/registry.ts'
import { now } from '#platform/now.ts'
import { withDatabase } from '#src/cli/with-database.ts'
import type { Locale } from '#src/i18n/locale.ts'

const usage =
  "portal export LIST [--format csv|json|xlsx|geojson] [--filters 'region=430922&year=2026'] [--lang zh|en] [--out FILE]"

/** `portal export LIST`: the same file that `/api/v1/LIST.FORMAT?FILTERS` gives, to standard output or into a file. */
export async function exportList(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: text, filters: text, lang: text, out: text },
  })
  const [name = '', ...rest] = positionals
  const list = findList(name)
  if (!list || rest.length > 0)
    throw new Error(
      `${usage}\n\nLists:\n${openLists.map((each) => `  ${each.name.padEnd(18)} ${each.about.en}`).join('\n')}`,
    )
  const format = formatsOf(list).find((each) => each === (values.format ?? 'csv'))
  if (!format) throw new Error(`--format was given as ${values.format}; ${name} has: ${formatsOf(list).join(', ')}`)
  const params = new URLSearchParams(values.filters)
  if (values.lang) params.set('lang', values.lang)
  await withDatabase(async (db) => {
    const { lang, end, ...search } = await readSearch(db, list, fileSearch(list), params).catch(inWords)
    const parts = fileOf(db, list, search, now(), { format, lang: lang as Locale | undefined, isBare: end === 'no' })
    await pipeline(Readable.from(parts), values.out === undefined ? process.stdout : createWriteStream(values.out))
  })
}

/** What is wrong with the filters, one line for each. */
function inWords(error: unknown): never {
  if (!(error instanceof z.ZodError)) throw error
  throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
}
