import type { NewestValues } from '#db/schema/device.ts'
import type { ReadingKind, ReadingRow } from '#domain/monitoring/commands/receive/copy-rows.ts'

/** Kinds of which the newest values are kept with the device. */
export const newestKinds = ['realtime', 'hour', 'day'] as const
export type NewestKind = (typeof newestKinds)[number]
export type NewestOfKinds = Partial<Record<NewestKind, NewestValues>>

export const isNewestKind = (kind: ReadingKind): kind is NewestKind => kind !== 'minute'

/** Puts a row in, unless a later one of its factor stands there. */
export function putNewest(values: NewestValues, { factorNo, atMs, mean, stdMean, flag, receivedMs }: ReadingRow): void {
  const before = values[factorNo]
  if (!before || atMs >= before[0]) values[factorNo] = [atMs, mean, stdMean, flag, receivedMs]
}
