import type { deviceStates } from '#db/vocabulary.ts'

export type DeviceState = (typeof deviceStates)[number]
/** The way of a device, one step at a time; `removed` ends it. */
export const acceptanceSteps = ['planned', 'installed', 'connected', 'compared', 'accepted', 'signed_off'] as const
export type AcceptanceStep = (typeof acceptanceSteps)[number]

export interface DoneStep {
  step: DeviceState
  reachedOn: string
  by: string | null
}
export interface StepRequest {
  step: DeviceState
  reachedOn: string
  documentNo: string | null
  by: string
  today: string
  /** Whether the gateway has heard it. */
  isHeard: boolean
}
export type StepBar =
  | { code: 'stopped' }
  | { code: 'removed' }
  | { code: 'order'; next: DeviceState | null }
  | { code: 'future' }
  | { code: 'before'; day: string }
  | { code: 'not_heard' }
  | { code: 'document' }
  | { code: 'two_people'; step: DeviceState }

/** Who recorded the one may not record the other. */
const apart: Partial<Record<DeviceState, DeviceState>> = { accepted: 'compared', signed_off: 'accepted' }
const withPapers: readonly DeviceState[] = ['compared', 'accepted', 'signed_off']
export const needsPaper = (step: DeviceState) => withPapers.includes(step)

/** The step that comes after a state; null where there is none. */
export function nextStep(state: DeviceState): AcceptanceStep | null {
  const place = acceptanceSteps.indexOf(state as AcceptanceStep)
  return place < 0 ? null : (acceptanceSteps[place + 1] ?? null)
}

/** Why a step can't be recorded now; undefined when it can. */
export function barToStep(state: DeviceState, done: readonly DoneStep[], asked: StepRequest): StepBar | undefined {
  if (state === 'removed') return { code: 'removed' }
  if (state === 'stopped') return { code: 'stopped' }
  const next = nextStep(state)
  if (asked.step !== next) return { code: 'order', next }
  if (asked.reachedOn > asked.today) return { code: 'future' }
  const last = done
    .map(({ reachedOn }) => reachedOn)
    .sort()
    .at(-1)
  if (last !== undefined && asked.reachedOn < last) return { code: 'before', day: last }
  if (asked.step === 'connected' && !asked.isHeard) return { code: 'not_heard' }
  if (needsPaper(asked.step) && !asked.documentNo) return { code: 'document' }
  const other = apart[asked.step]
  const first = other && done.find(({ step }) => step === other)
  return first?.by === asked.by ? { code: 'two_people', step: first.step } : undefined
}
