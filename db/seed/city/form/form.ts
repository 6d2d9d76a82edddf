import type { Case } from '#db/seed/city/cases/model.ts'
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import { facilitiesOf } from '#db/seed/city/facilities.ts'
import type { Obligation } from '#db/seed/city/filing.ts'
import { approvalItems } from '#db/seed/city/form/approvals.ts'
import { basicItems } from '#db/seed/city/form/basic.ts'
import { conclusionItems } from '#db/seed/city/form/conclusion.ts'
import { dischargeItems } from '#db/seed/city/form/discharge.ts'
import { emergencyItems } from '#db/seed/city/form/emergency.ts'
import { facilityItems } from '#db/seed/city/form/facilities.ts'
import { type FirmFiles, filesOf } from '#db/seed/city/form/files.ts'
import type { Item, Source } from '#db/seed/city/form/filled.ts'
import { monitoringItems } from '#db/seed/city/form/monitoring.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import type { Monitoring } from '#db/seed/city/monitoring.ts'
import type { Permit } from '#db/seed/city/permits.ts'

export interface Form {
  disclosureId: number
  items: Item[]
}

export interface Forms {
  files: FirmFiles[]
  forms: Form[]
}

interface Known {
  disclosures: readonly Disclosure[]
  permits: readonly Permit[]
  obligations: readonly Obligation[]
  cases: readonly Case[]
  monitoring: Monitoring
}

/** The groups of annex 2 for every version that was published: what its rows, the register and the cases say, in words. */
export function makeForms(scene: Scene, { disclosures, permits, obligations, cases, monitoring }: Known): Forms {
  const permitOf = new Map(permits.map((permit) => [permit.firm, permit]))
  const casesOf = Map.groupBy(cases, ({ firm }) => firm)
  const obligationOf = new Map(obligations.map((obligation) => [keyOf(obligation.firm, obligation.year), obligation]))
  const sampledOf = Map.groupBy(monitoring.supervisory, ({ figures, sampledOn }) =>
    outletYear(figures.outlet.id, Number(sampledOn.slice(0, 4))),
  )
  const files = new Map<Enterprise, FirmFiles>()
  const forms = disclosures.map((disclosure): Form => {
    const { firm, year, id } = disclosure
    const publishedOn = disclosure.publishedAt.slice(0, 10)
    const ofFirm = files.get(firm) ?? filesOf(firm, permitOf.get(firm), publishedOn)
    files.set(firm, ofFirm)
    const outlets = [...new Set(disclosure.rows.map(({ outlet }) => outlet))]
    const source: Source = {
      scene,
      disclosure,
      measured: year - 1,
      publishedOn,
      outlets,
      facilities: new Map(facilitiesOf(firm).map((facility) => [facility.outlet, facility])),
      permit: permitOf.get(firm),
      cases: (casesOf.get(firm) ?? []).filter(
        ({ decidedOn, publishedAt }) =>
          decidedOn.startsWith(String(year - 1)) && publishedAt !== null && publishedAt.slice(0, 10) <= publishedOn,
      ),
      obligationBefore: obligationOf.get(keyOf(firm, year - 1)),
      supervisory: outlets.flatMap((outlet) => sampledOf.get(outletYear(outlet.id, year - 1)) ?? []),
      files: ofFirm,
      random: scene.random('form', firm.creditCode, year),
      lasting: (name) => scene.random('form', firm.creditCode, name),
    }
    return { disclosureId: id, items: itemsOf(source) }
  })
  return { files: [...files.values()], forms }
}

const itemsOf = (source: Source): Item[] => [
  ...basicItems(source),
  ...dischargeItems(source),
  ...facilityItems(source),
  ...approvalItems(source),
  ...emergencyItems(source),
  ...monitoringItems(source),
  ...conclusionItems(source),
]

const keyOf = (firm: Enterprise, year: number) => `${firm.id} ${year}`
const outletYear = (outletId: number, year: number) => `${outletId} ${year}`
