import type { Monitoring } from '#db/seed/city/monitoring.ts'
import { onlinePlatform } from '#db/seed/city/monitoring.ts'
import type { CopyRow } from '#db/seed/copy.ts'

export const supervisoryRows = ({ supervisory }: Monitoring): CopyRow[] =>
  supervisory.map(({ figures, sampledOn, value, reportNo, authority, enteredAt }) => ({
    outletId: figures.outlet.id,
    factorCode: figures.factorCode,
    sampledOn,
    state: value === null ? 'below_detection' : 'measured',
    value,
    detectionLimit: figures.detectionLimit,
    unit: figures.unit,
    limitMin: figures.limit?.limitMin,
    limitMax: figures.limit?.limitMax,
    reportNo,
    authority,
    enteredAt,
  }))

export const onlineRows = ({ online }: Monitoring): CopyRow[] =>
  online.map(({ figures, year, min, mean, max, exceedanceCount, totalTonnes, enteredAt }) => ({
    outletId: figures.outlet.id,
    factorCode: figures.factorCode,
    fromOn: `${year}-01-01`,
    toOn: `${year}-12-31`,
    averaging: figures.limit?.averaging ?? (figures.outlet.medium === 'water' ? 'day' : 'hour'),
    judgedCount: figures.judgedCount ?? 0,
    exceedanceCount,
    concentrationMin: min,
    concentrationMean: mean,
    concentrationMax: max,
    unit: figures.unit,
    totalTonnes,
    source: onlinePlatform,
    enteredAt,
  }))
