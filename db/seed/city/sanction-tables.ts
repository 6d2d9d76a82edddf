import { enteredAt, type Sanctions, type SeedPunishment } from '#db/seed/city/sanctions.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { addDays, at } from '#db/seed/days.ts'

const termEnded = '期限届满 / the term ended'
const repaired = '完成整改并缴清罚款，准予信用修复'

function courseOf({ fromOn, untilOn, state }: Pick<SeedPunishment, 'fromOn' | 'untilOn' | 'state'>): CopyRow {
  const confirmedOn = addDays(fromOn, -2)
  const endedOn = state === 'ended' ? addDays(untilOn, 1) : state === 'lifted' ? addDays(fromOn, 120) : null
  return {
    fromOn,
    untilOn,
    state,
    enteredAt: enteredAt(addDays(fromOn, -5)),
    confirmedAt: state === 'proposed' ? null : at(confirmedOn, 15, 0),
    endedOn,
    endBasis: state === 'ended' ? termEnded : state === 'lifted' ? repaired : null,
    updatedAt: at(endedOn ?? confirmedOn, 15, 0),
  }
}

export const punishmentRows = ({ punishments }: Sanctions): CopyRow[] =>
  punishments.map(({ id, found, subject, personName, measure, detail, department, legalBasis, ...term }) => ({
    id,
    enterpriseId: found.firm.id,
    regionCode: found.county.code,
    subject,
    personName,
    measure,
    detail,
    department,
    legalBasis,
    ...courseOf(term),
  }))

export const punishmentCaseRows = ({ punishments }: Sanctions): CopyRow[] =>
  punishments.map(({ id, found }) => ({ punishmentId: id, caseId: found.id }))

export const feedbackRows = ({ punishments }: Sanctions): CopyRow[] =>
  punishments.flatMap(({ id, feedback, state }) =>
    feedback && state !== 'proposed' ? [{ punishmentId: id, ...feedback, enteredAt: at(feedback.givenOn, 16, 0) }] : [],
  )

export const vendorRows = ({ vendors }: Sanctions): CopyRow[] =>
  vendors.map(({ id, creditCode, name, kinds, links }) => ({
    id,
    creditCode,
    name,
    kinds,
    registeredAt: at(links.map(({ fromOn }) => fromOn).sort()[0] ?? '2020-01-01', 9, 0),
  }))

export const vendorListingRows = ({ vendors }: Sanctions): CopyRow[] =>
  vendors.flatMap(({ id, listing }) => {
    if (!listing) return []
    const { facts, factsEn, product, ...term } = listing
    return [
      {
        vendorId: id,
        facts,
        factsEn,
        product,
        legalBasis:
          '《污染源自动监控设施现场监督检查办法》第二十二条；《益阳市工业污染源全面达标排放计划实施细则》五（三）',
        decisionNo: null,
        ...courseOf(term),
      },
    ]
  })

export const outletVendorRows = ({ vendors }: Sanctions): CopyRow[] =>
  vendors.flatMap(({ id, device, links }) =>
    links.map(({ outlet, kind, fromOn }) => ({ outletId: outlet.id, vendorId: id, kind, device, fromOn, toOn: null })),
  )
