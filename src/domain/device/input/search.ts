import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { installGroups } from '#db/vocabulary.ts'
import { installStages } from '#domain/device/rules/stage.ts'
import { onlineStates } from '#domain/monitoring/rules/live/state.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { installStageName } from '#src/i18n/messages/device.ts'
import { onlineStateName } from '#src/i18n/messages/live.ts'
import { terms } from '#src/i18n/terms.ts'

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    q: is.words(100, (text) => text === '' || searchTerms(text).length > 0),
    stage: is
      .choice(
        installStages,
        installStages.map((stage) => installStageName(locale, stage)),
      )
      .optional(),
    region: is.regionCode.optional(),
    group: is
      .choice(
        installGroups,
        terms(locale, 'installGroup').map(({ label }) => label),
      )
      .optional(),
    state: is
      .choice(
        onlineStates,
        onlineStates.map((state) => onlineStateName(locale, state)),
      )
      .optional(),
    late: is.choice(['yes']).optional(),
    page: is.whole('page', 1, 100_000).default(1),
  })
}

/** The address of /monitoring/devices and of the desk /office/devices. */
export const installSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type InstallSearch = z.infer<(typeof installSearch)['zh']>
/** The same for a file, which says its language itself. */
export const installDownload = searchIn('en')
  .omit({ page: true })
  .extend({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })

const is = searchFields('en')
/** /api/v1/devices */
export const installApiSearch = searchIn('en')
  .omit({ page: true })
  .extend({ limit: is.whole('limit', 1, 200).default(50), cursor: is.cursor })
