import { connect, type Sql } from '#db/client.ts'
import {
  type FactorEntry,
  type RegionEntry,
  type RuleSetEntry,
  readDeadlines,
  readFactors,
  readRegions,
  readSectors,
  readStandards,
  type SectorEntry,
  type StandardEntry,
} from '#db/seed/reference-files.ts'
import { type Rows, upsert } from '#db/seed/upsert.ts'

/**
 * Brings the reference data of content/reference (regions, batches, sectors, factors, standards with their limits, deadlines)
 * into the database at `url`. Safe to run again: what the files changed is changed, what a standard lost is taken out.
 */
export async function loadReference(url: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-reference' })
  try {
    await sql.begin((tx) => writeReference(tx as unknown as Sql))
  } finally {
    await close()
  }
}

/** The same inside the caller's transaction. */
export async function writeReference(sql: Sql): Promise<void> {
  const { batches, sectors } = readSectors()
  const standards = readStandards()

  await upsert(sql, 'regions', ['code'], readRegions().map(regionRow))
  await upsert(sql, 'batches', ['batch'], batches as unknown as Rows)
  await upsert(sql, 'sectors', ['code'], sectors.map(sectorRow))
  await upsert(sql, 'factors', ['code'], readFactors().map(factorRow))
  await upsert(sql, 'standards', ['code'], standards.map(standardRow))
  await upsert(sql, 'standard_limits', ['standardCode', 'position'], standards.flatMap(limitRows))
  const lengths = JSON.stringify(standards.map(({ code, limits }) => ({ code, length: limits.length })))
  await sql`
    delete from standard_limits using jsonb_to_recordset(${lengths}::text::jsonb) as kept (code text, length int)
    where standard_code = kept.code and position > kept.length`
  const { ruleSets, years } = readDeadlines()
  await upsert(sql, 'disclosure_rules', ['ruleSet', 'duty'], ruleSets.flatMap(ruleRows))
  await upsert(sql, 'disclosure_deadlines', ['year'], years as unknown as Rows)
}

const regionRow = ({ code, parentCode, kind, nameZh, nameEn, longitudeDeg, latitudeDeg }: RegionEntry, i: number) => ({
  code,
  parentCode,
  kind,
  nameZh,
  nameEn,
  position: i,
  longitudeDeg,
  latitudeDeg,
})

const sectorRow = ({ code, batch, nameZh, nameEn, industryPrefixes }: SectorEntry, i: number) => ({
  code,
  batch,
  position: i + 1,
  nameZh,
  nameEn,
  industryPrefixes,
})

const factorRow = (factor: FactorEntry) => ({
  code: factor.code,
  legacyCode: factor.legacyCode,
  medium: factor.medium,
  nameZh: factor.nameZh,
  nameEn: factor.nameEn,
  aliases: factor.aliases ?? [],
  unit: factor.unit,
  deviceUnit: factor.deviceUnit,
  amountUnit: factor.amountUnit,
  casNumber: factor.casNumber,
  noteZh: factor.noteZh,
  noteEn: factor.noteEn,
  sources: factor.sources ?? [],
  confidence: factor.confidence,
})

const standardRow = (standard: StandardEntry) => ({
  code: standard.code,
  titleZh: standard.titleZh,
  titleEn: standard.titleEn,
  inForceFrom: standard.inForceFrom,
  inForceTo: standard.inForceTo,
  inForceConfidence: standard.inForceConfidence,
  sectorCodes: standard.sectors ?? [],
  averagingNote: standard.averaging?.zh,
  averagingNoteEn: standard.averaging?.en,
  judgingNote: standard.judging?.zh,
  judgingNoteEn: standard.judging?.en,
  notes: standard.notes?.map((note) => note.zh) ?? [],
  notesEn: standard.notes?.map((note) => note.en) ?? [],
  source: standard.source.zh,
  sourceEn: standard.source.en,
  confidence: standard.confidence,
})

const limitRows = (standard: StandardEntry): Rows =>
  standard.limits.map((limit, i) => ({
    standardCode: standard.code,
    position: i + 1,
    factorCode: limit.factorCode,
    factorName: limit.factorNameZh,
    factorNameEn: limit.factorNameEn,
    medium: limit.medium,
    appliesTo: limit.appliesToZh,
    appliesToEn: limit.appliesToEn,
    isBoundary: limit.boundary ?? false,
    limitMin: limit.limitMin,
    limitMax: limit.limitMax,
    specialLimit: limit.specialLimit,
    unit: limit.unit,
    averaging: limit.averaging,
    referenceOxygenPercent: limit.referenceOxygenPercent,
    tableNo: limit.tableNo,
    note: limit.noteZh,
    noteEn: limit.noteEn,
    confidence: limit.confidence,
    specialConfidence: limit.specialConfidence,
  }))

const ruleRows = ({ code, validFrom, validTo, rules }: RuleSetEntry): Rows =>
  rules.map(({ duty, fixedDay, yearOffset, days, dayKind, basis, basisEn, mark }) => ({
    ruleSet: code,
    duty,
    validFrom,
    validTo,
    fixedDay,
    yearOffset: yearOffset ?? 0,
    days,
    dayKind,
    basis,
    basisEn,
    mark,
  }))
