import { type Assessment, makeAssessment } from '#db/seed/city/assessment.ts'
import { makeCases } from '#db/seed/city/cases/cases.ts'
import type { Case } from '#db/seed/city/cases/model.ts'
import { type Disclosure, makeDisclosures } from '#db/seed/city/disclosures.ts'
import { type Doubt, makeDoubts } from '#db/seed/city/doubts.ts'
import { type ErrorReport, makeErrorReports } from '#db/seed/city/error-reports.ts'
import { makeFilings, type Obligation } from '#db/seed/city/filing.ts'
import { makeFirms } from '#db/seed/city/firms.ts'
import { type Forms, makeForms } from '#db/seed/city/form/form.ts'
import { LimitBook } from '#db/seed/city/limits.ts'
import { makeLists, setControlLevels, type YearList } from '#db/seed/city/listing.ts'
import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { type Monitoring, makeMonitoring } from '#db/seed/city/monitoring.ts'
import { makeOutlets } from '#db/seed/city/outlets.ts'
import { makePermits, type Permit } from '#db/seed/city/permits.ts'
import { makeProblems, type Rectification } from '#db/seed/city/problems.ts'
import { makeQuarters, type QuarterSummary } from '#db/seed/city/quarters.ts'
import { makeReviews, type Review } from '#db/seed/city/reviews.ts'
import { makeSanctions, type Sanctions } from '#db/seed/city/sanctions.ts'
import { yearOf } from '#db/seed/days.ts'
import { Random } from '#db/seed/random.ts'

export interface City {
  today: string
  book: LimitBook
  firms: Enterprise[]
  permits: Permit[]
  lists: YearList[]
  obligations: Obligation[]
  disclosures: Disclosure[]
  cases: Case[]
  monitoring: Monitoring
  doubts: Doubt[]
  reviews: Review[]
  errorReports: ErrorReport[]
  forms: Forms
  sanctions: Sanctions
  assessment: Assessment
  quarters: QuarterSummary[]
  rectification: Rectification
}

/** The whole demo city as it stands on `today` (`YYYY-MM-DD`): the same for the same day, on every machine. */
export function makeCity(today: string): City {
  const scene: Scene = { today, year: yearOf(today), random: (...name) => new Random('qingyuan', ...name) }
  const book = new LimitBook()
  const firms = makeFirms(scene)
  makeOutlets(scene, firms, book)
  const lists = makeLists(scene, firms)
  setControlLevels(scene, lists)
  const { obligations, filings } = makeFilings(scene, firms, lists)
  const disclosures = makeDisclosures(scene, filings)
  const permits = makePermits(scene, firms)
  const cases = makeCases(scene, firms, obligations, book)
  const monitoring = makeMonitoring(scene, disclosures)
  const doubts = makeDoubts(scene, disclosures, monitoring)
  const reviews = makeReviews(scene, disclosures, doubts)
  const errorReports = makeErrorReports(scene, disclosures)
  const forms = makeForms(scene, { disclosures, permits, obligations, cases, monitoring })
  const quarters = makeQuarters(scene, firms, monitoring)
  const sanctions = makeSanctions(scene, cases, firms)
  const assessment = makeAssessment(scene, { firms, cases, monitoring, obligations })
  const rectification = makeProblems(scene, firms, cases)
  return {
    today,
    book,
    firms,
    permits,
    lists,
    obligations,
    disclosures,
    cases,
    monitoring,
    doubts,
    reviews,
    errorReports,
    forms,
    sanctions,
    assessment,
    quarters,
    rectification,
  }
}
