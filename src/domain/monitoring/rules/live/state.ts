import type { deviceStates } from '#db/vocabulary.ts'

/** Where an outlet's device stands now, for a reader: `online`, or why there is nothing new from it. */
export const onlineStates = ['online', 'offline', 'silent', 'not_connected', 'stopped'] as const
export type OnlineState = (typeof onlineStates)[number]

/**
 * Minutes without a frame after which a device counts as off line. The portal's own choice: HJ 212 says only that a device
 * sends every 30 s to an hour.
 */
export const offlineAfterMinutes = 30

interface DeviceNow {
  deviceState: (typeof deviceStates)[number]
  lastFrameAt: Date | null
}

/** A frame within the last half hour is on line, whatever the register says; only then the register's state counts. */
export function onlineStateOf({ deviceState, lastFrameAt }: DeviceNow, now: Date): OnlineState {
  if (deviceState === 'stopped') return 'stopped'
  if (lastFrameAt && now.getTime() - lastFrameAt.getTime() <= offlineAfterMinutes * 60_000) return 'online'
  if (lastFrameAt) return 'offline'
  return deviceState === 'planned' || deviceState === 'installed' ? 'not_connected' : 'silent'
}

/** The value that `share` of the others do not exceed; null of none. Nearest rank. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
