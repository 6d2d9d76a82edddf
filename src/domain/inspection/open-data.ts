import type { DrawRow } from '#domain/inspection/queries/draws.ts'
import type { InspectionLine } from '#domain/inspection/queries/list.ts'
import { config } from '#platform/config.ts'

const page = (path: string, no: string) => new URL(`${path}/${encodeURIComponent(no)}`, config().SITE_URL).href

/** A finished inspection as the API gives it. */
export const inspectionLine = (row: InspectionLine) => ({
  id: row.id,
  url: page('/progress/inspections', row.no),
  no: row.no,
  kind: row.kind,
  creditCode: row.creditCode,
  enterpriseName: row.enterpriseName,
  regionCode: row.regionCode,
  startedAt: row.startedAt?.toISOString() ?? '',
  endedAt: row.endedAt?.toISOString() ?? '',
  finishedAt: row.finishedAt?.toISOString() ?? '',
  result: row.result ?? '',
  words: row.words ?? '',
  findings: row.findings,
  certificates: row.certificates,
  draw: row.drawNo === null ? null : page('/progress/draws', row.drawNo),
})

/** A draw with all that its recomputation takes but the bytes of the pools, which lie at `poolsUrl`. */
export const drawLine = (row: DrawRow) => ({
  id: row.id,
  url: page('/progress/draws', row.no),
  no: row.no,
  state: row.state,
  purpose: row.purpose,
  regionCode: row.regionCode,
  isCross: row.isCross,
  firmCount: row.firmCount,
  inspectorCount: row.inspectorCount,
  fromOn: row.fromOn,
  toOn: row.toOn,
  algorithm: row.algorithm,
  poolsUrl: `${page('/progress/draws', row.no)}/pools.json`,
  poolsSha256: row.poolsSha256,
  commitment: row.commitment,
  committedAt: row.committedAt.toISOString(),
  witness: row.witness,
  witnessNumber: row.witnessNumber,
  drawnAt: row.drawnAt?.toISOString() ?? null,
  seed: row.seed,
  revealedAt: row.revealedAt?.toISOString() ?? null,
  result: row.result ?? [],
  voidReason: row.voidReason,
})
