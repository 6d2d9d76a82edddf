import { installStages } from '#domain/device/rules/stage.ts'
import { onlineStates } from '#domain/monitoring/rules/live/state.ts'
import type { Region } from '#domain/region/queries.ts'
import { type Choice, facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { deviceMessages, installStageName } from '#src/i18n/messages/device.ts'
import { onlineStateName } from '#src/i18n/messages/live.ts'
import { terms } from '#src/i18n/terms.ts'

/** The filters beside a list of installations. */
export function installFacets(
  locale: Locale,
  regions: readonly Region[],
  counts: Record<'stage' | 'region' | 'group' | 'state' | 'late', Map<string, number>>,
) {
  const say = deviceMessages[locale]
  const group = (name: keyof typeof counts, label: string, choices: readonly Choice[]) =>
    facet(name, label, choices, counts[name])
  return [
    group(
      'stage',
      say.stage,
      installStages.map((value) => ({ value, label: installStageName(locale, value) })),
    ),
    group('region', say.county, named(locale, regions)),
    group(
      'state',
      say.online,
      onlineStates.map((value) => ({ value, label: onlineStateName(locale, value) })),
    ),
    group('group', say.group, terms(locale, 'installGroup')),
    group('late', say.late, [{ value: 'yes', label: say.lateYes }]),
  ]
}
