import type { ImportValues, RowTools } from '#domain/enterprise/rules/import/row-tools.ts'
import {
  nearestNames,
  type Place,
  readControlLevel,
  readOperatingState,
  readRegion,
  readSector,
  saysNone,
} from '#domain/enterprise/rules/import/values.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { terms } from '#src/i18n/terms.ts'
import { readDate } from '#src/text/dates.ts'

/** County, sector, control level, state: words of closed lists. */
export function readChoices({ text, refuse, context }: RowTools): Partial<ImportValues> {
  const { locale, regions, sectors } = context
  const say = importMessages[locale]
  const values: Partial<ImportValues> = {}
  const named = (list: readonly Place[]) =>
    list.map(({ nameZh, nameEn }) => (locale === 'zh' ? nameZh : nameEn)).join(locale === 'zh' ? '、' : ', ')
  const region = text('region')
  if (region !== '') {
    const found = readRegion(region, regions)
    if (found) values.regionCode = found.code
    else refuse('region', say.unknownRegion(named(regions)))
  }
  const sector = text('sector')
  if (sector !== '') {
    const found = readSector(sector, sectors)
    const near = nearestNames(sector, sectors)
    if (found) values.sectorCode = found.code
    else
      refuse(
        'sector',
        near.length > 0
          ? say.unknownSector(near.join(locale === 'zh' ? '、' : ', '))
          : say.unknownSectorAll(named(sectors)),
      )
  }
  const labels = (name: 'controlLevel' | 'operatingState') =>
    terms(locale, name)
      .map(({ label }) => label)
      .join(locale === 'zh' ? '、' : ', ')
  const control = text('controlLevel')
  if (control !== '') {
    const found = readControlLevel(control)
    if (found) values.controlLevel = found
    else refuse('controlLevel', say.unknownChoice(labels('controlLevel')))
  }
  const state = text('operatingState')
  if (state !== '') {
    const found = readOperatingState(state)
    if (found) values.operatingState = found
    else refuse('operatingState', say.unknownChoice(labels('operatingState')))
  }
  return values
}

/** Day, month or year in which production began. */
export function readStart({ cell, text, refuse, context }: RowTools, values: ImportValues): void {
  const say = importMessages[context.locale]
  const given = cell('startedOn')
  if (given === null || typeof given === 'boolean' || text('startedOn') === '') return
  if (saysNone(text('startedOn'))) {
    values.startedOn = null
    return
  }
  const read = readDate(given)
  if (!read.ok) {
    const words = { unreadable: say.dateUnreadable, ambiguous: say.dateAmbiguous, impossible: say.dateImpossible }
    refuse('startedOn', words[read.problem])
  } else if (read.day > context.today) refuse('startedOn', say.dateFuture(context.today))
  else {
    values.startedOn = read.day
    values.startedPrecision = read.precision
  }
}
