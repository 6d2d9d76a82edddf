import { caseSearchText } from '#db/case-search-text.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import type { Case } from '#db/seed/city/cases/model.ts'
import { removalBases } from '#db/seed/city/cases/standing.ts'
import type { City } from '#db/seed/city/city.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { at } from '#db/seed/days.ts'
import { readRegions, readSectors } from '#db/seed/reference-files.ts'

/** The words under which a case is searched: those of src/i18n/terms.ts, which nothing here may read (a test compares). */
export const searchedTerms: Readonly<
  Record<Case['category'] | Case['measures'][number]['kind'], readonly [string, string]>
> = {
  stealth_discharge: ['偷排偷放', 'Stealth discharge'],
  falsified_data: ['数据造假', 'Falsified data'],
  abnormal_operation: ['不正常运行污染防治设施', 'Abnormal operation of treatment facilities'],
  serious_exceedance: ['超标排放', 'Exceedance'],
  unpermitted_discharge: ['无证排污', 'Discharge without a permit'],
  disclosure_failure: ['拒不公开或不如实公开', 'Failure or false disclosure'],
  obstruction: ['阻挠执法', 'Obstruction'],
  other: ['其他违法', 'Other'],
  order_to_correct: ['责令改正', 'Order to correct'],
  fine: ['罚款', 'Fine'],
  daily_penalty: ['按日计罚', 'Daily continuous penalty'],
  seizure: ['查封扣押', 'Seal and seize'],
  restricted_production: ['限制生产', 'Restricted production'],
  stopped_production: ['停产整治', 'Stopped production'],
  detention_transfer: ['移送拘留', 'Transfer for detention'],
  criminal_transfer: ['移送司法', 'Transfer for prosecution'],
  closure: ['责令关闭', 'Closure'],
}

export function caseRows({ cases }: City): CopyRow[] {
  const regions = new Map(readRegions().map((region) => [region.code, region]))
  const sectors = new Map(readSectors().sectors.map((sector) => [sector.code, sector]))
  return cases.map((given) => {
    const { firm, county, measures } = given
    const region = regions.get(county.code)
    const sector = firm ? sectors.get(firm.profile.sector) : undefined
    const kinds = [...new Set(measures.map(({ kind }) => kind))]
    return {
      id: given.id,
      enterpriseId: firm?.id,
      enterpriseName: given.party,
      regionCode: county.code,
      sectorCode: firm?.profile.sector,
      controlLevel: firm?.controlLevel ?? 'other',
      category: given.category,
      title: given.title,
      titleEn: given.titleEn,
      facts: given.facts,
      factsEn: given.factsEn,
      legalBasis: given.legalBasis,
      decisionNo: given.decisionNo,
      decisionNoKey: decisionNoKey(given.decisionNo),
      decidedOn: given.decidedOn,
      authority: given.authority,
      leadSource: given.leadSource,
      fineFen: measures.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
      measureKinds: kinds,
      legalRepresentative: given.legalRepresentative,
      responsiblePersons: given.responsiblePersons,
      rectifyBy: given.rectifyBy,
      executionState: given.executionState,
      state: given.state,
      publishedAt: given.publishedAt,
      displayUntil: given.displayUntil,
      removedOn: given.removedOn,
      removalReason: given.removalReason,
      removalBasis: given.removalReason && removalBases[given.removalReason],
      searchText: caseSearchText({
        title: given.title,
        titleEn: given.titleEn,
        facts: given.facts,
        factsEn: given.factsEn,
        enterpriseName: given.party,
        decisionNo: given.decisionNo,
        authority: given.authority,
        regionNames: region ? [region.nameZh, region.nameEn] : [],
        sectorNames: sector ? [sector.nameZh, sector.nameEn] : [],
        terms: [given.category, ...kinds].flatMap((word) => searchedTerms[word]),
      }),
      createdAt: at(given.decidedOn, 9, 0),
      updatedAt: given.publishedAt ?? at(given.decidedOn, 9, 0),
    }
  })
}

/** Of a case that left the board its parts are under seal (seals.ts). */
const shown = (cases: readonly Case[]) => cases.filter(({ removedOn }) => removedOn === null)

export const measureRows = ({ cases }: City): CopyRow[] =>
  shown(cases).flatMap(({ id, measures }) => measures.map((measure) => ({ caseId: id, ...measure })))

export const stepRows = ({ cases }: City): CopyRow[] =>
  shown(cases).flatMap(({ id, steps }) => steps.map((step) => ({ caseId: id, ...step })))

/** The outlet of a firm in the register that a case is about. */
export const referencesOf = ({ id, firm, outlet }: Case): CopyRow[] =>
  firm && outlet ? [{ caseId: id, position: 0, kind: 'outlet', outletId: outlet.id }] : []

export const referenceRows = ({ cases }: City): CopyRow[] => shown(cases).flatMap(referencesOf)
