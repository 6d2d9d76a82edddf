import { enterpriseSearchText, namePinyin } from '#db/search-text.ts'
import type { City } from '#db/seed/city/city.ts'
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import { facilitiesOf } from '#db/seed/city/facilities.ts'
import { phoneOf } from '#db/seed/city/form/basic.ts'
import type { Enterprise, Outlet } from '#db/seed/city/model.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'
import { readRegions, readSectors } from '#db/seed/reference-files.ts'

const authority = '益阳市生态环境局'

export function enterpriseRows({ firms, book, disclosures, cases, today }: City): CopyRow[] {
  const regions = new Map(readRegions().map((region) => [region.code, region]))
  const sectors = new Map(readSectors().sectors.map((sector) => [sector.code, sector]))
  const exceedances = latestExceedances(disclosures)
  return firms.map((firm) => {
    const region = regions.get(firm.county.code)
    const sector = sectors.get(firm.profile.sector)
    const codes = new Set(firm.outlets.flatMap(({ factors }) => factors.map(({ factorCode }) => factorCode)))
    return {
      id: firm.id,
      creditCode: firm.creditCode,
      name: firm.name,
      namePinyin: namePinyin(firm.name),
      nameEn: firm.nameEn,
      shortNames: firm.shortNames,
      formerNames: firm.formerNames,
      legalRepresentative: firm.legalRepresentative,
      address: firm.address,
      longitudeDeg: firm.place[0],
      latitudeDeg: firm.place[1],
      controlLevel: firm.controlLevel,
      sectorCode: firm.profile.sector,
      industryCode: firm.industryCode,
      regionCode: firm.county.code,
      products: firm.products,
      startedOn: firm.startedOn,
      operatingState: firm.operatingState,
      dischargesWater: firm.outlets.some(({ medium }) => medium === 'water'),
      dischargesAir: firm.outlets.some(({ medium }) => medium === 'air'),
      exceedanceCount: exceedances.get(firm.id) ?? 0,
      violationCount: cases.filter((given) => given.firm === firm && given.state === 'published').length,
      searchText: enterpriseSearchText({
        creditCode: firm.creditCode,
        name: firm.name,
        nameEn: firm.nameEn,
        shortNames: firm.shortNames,
        formerNames: firm.formerNames,
        address: firm.address,
        regionNames: region ? [region.nameZh, region.nameEn] : [],
        sectorNames: sector ? [sector.nameZh, sector.nameEn] : [],
        factorNames: [...codes].flatMap((code) => {
          const { nameZh, nameEn, aliases = [] } = book.factor(code)
          return [nameZh, nameEn, ...aliases]
        }),
      }),
      createdAt: at(addDays(today, -1500), 9, 0),
      updatedAt: at(addDays(today, -30), 9, 0),
    }
  })
}

/** Judged periods over the limit in each firm's newest year, as the publishing command counts them. */
function latestExceedances(disclosures: readonly Disclosure[]): Map<number, number> {
  const latest = new Map<number, Disclosure>()
  for (const disclosure of disclosures) {
    if (disclosure.state !== 'published') continue
    if (disclosure.year >= (latest.get(disclosure.firm.id)?.year ?? 0)) latest.set(disclosure.firm.id, disclosure)
  }
  return new Map(
    [...latest].map(([id, { rows }]) => [id, rows.reduce((sum, row) => sum + (row.exceedanceCount ?? 0), 0)]),
  )
}

export const contactRows = ({ firms }: City): CopyRow[] =>
  firms.map((firm) => ({
    enterpriseId: firm.id,
    environmentalOfficer: firm.officer,
    phone: phoneOf(firm),
    email: `hb${String(firm.id).padStart(4, '0')}@firm.example`,
  }))

export const listRows = ({ lists }: City): CopyRow[] =>
  lists.map(({ year, publishedOn, documentNo }) => ({ year, publishedOn, documentNo }))

export const keyPolluterRows = ({ lists }: City): CopyRow[] =>
  lists.flatMap(({ year, firms }) =>
    firms.flatMap(({ firm, kinds }) => kinds.map((kind) => ({ year, kind, enterpriseId: firm.id }))),
  )

export const permitRows = ({ permits }: City): CopyRow[] =>
  permits.map(({ id, firm, permitNo, issuedOn, expiresOn }) => ({
    id,
    enterpriseId: firm.id,
    permitNo,
    issuedOn,
    expiresOn,
    authority,
  }))

const everyOutlet = <T>(firms: readonly Enterprise[], make: (outlet: Outlet, firm: Enterprise) => T[]): T[] =>
  firms.flatMap((firm) => firm.outlets.flatMap((outlet) => make(outlet, firm)))

export const outletRows = ({ firms }: City): CopyRow[] =>
  everyOutlet(firms, (outlet, firm) => [
    {
      id: outlet.id,
      enterpriseId: firm.id,
      code: outlet.code,
      name: outlet.name,
      kind: outlet.kind,
      route: outlet.route,
      pattern: outlet.pattern,
      destination: outlet.destination,
      heightM: outlet.heightM,
      innerDiameterM: outlet.innerDiameterM,
      gasTemperatureC: outlet.gasTemperatureC,
      longitudeDeg: outlet.place[0],
      latitudeDeg: outlet.place[1],
      inServiceFrom: outlet.inServiceFrom,
      inServiceTo: null,
    },
  ])

export const facilityRows = ({ firms }: City): CopyRow[] =>
  firms.flatMap((firm) =>
    facilitiesOf(firm).map(({ outlet, code, name, process, capacity, capacityUnit }) => ({
      enterpriseId: firm.id,
      code,
      name,
      medium: outlet.medium,
      process,
      capacity,
      capacityUnit,
      outletId: outlet.id,
    })),
  )

export const limitRows = ({ firms }: City): CopyRow[] =>
  everyOutlet(firms, (outlet) =>
    outlet.factors.flatMap(({ factorCode, limits }) =>
      limits.map((limit) => ({
        outletId: outlet.id,
        factorCode,
        limitMin: limit.limitMin,
        limitMax: limit.limitMax,
        unit: limit.unit,
        averaging: limit.averaging,
        source: limit.source,
        standardCode: limit.standardCode,
        tableNo: limit.tableNo,
        validFrom: limit.validFrom,
        validTo: limit.validTo,
      })),
    ),
  )

/** By outlet, and for factors with several outlets the whole firm's sum. */
export function permittedTotalRows({ permits }: City): CopyRow[] {
  return permits.flatMap(({ id: permitId, firm }) => {
    const single = firm.outlets.flatMap((outlet) =>
      outlet.factors.flatMap(({ factorCode, permittedTonnes }) =>
        permittedTonnes === null ? [] : [{ outletId: outlet.id, factorCode, tonnesPerYear: permittedTonnes }],
      ),
    )
    const codes = [...new Set(single.map(({ factorCode }) => factorCode))]
    const sums = codes.flatMap((factorCode) => {
      const parts = single.filter((row) => row.factorCode === factorCode)
      const sum = parts.reduce((total, { tonnesPerYear }) => total + tonnesPerYear, 0)
      return parts.length > 1 ? [{ outletId: null, factorCode, tonnesPerYear: Number(sum.toPrecision(4)) }] : []
    })
    return [...single, ...sums].map((row) => ({ permitId, ...row }))
  })
}
