import { acceptanceSteps, type DeviceState } from '#domain/device/rules/steps.ts'

/** Where an outlet stands that must have a device: `missing`, neither planned nor installed, or its device's own state. */
export const installStages = [
  'missing',
  'planned',
  'installed',
  'connected',
  'compared',
  'accepted',
  'signed_off',
  'stopped',
] as const
export type InstallStage = (typeof installStages)[number]

export const stageOf = (plan: { dueOn: string } | null, deviceState: DeviceState | null): InstallStage =>
  deviceState === null || deviceState === 'removed' ? (plan ? 'planned' : 'missing') : deviceState

/** The plan's term is over and nothing is installed. */
export const isPlanLate = (plan: { dueOn: string } | null, stage: InstallStage, today: string): boolean =>
  plan !== null && (stage === 'planned' || stage === 'missing') && plan.dueOn < today

/** Has it come as far as a step? A device that is stopped was signed off or not, but is there: it counts as installed. */
export const hasReached = (stage: InstallStage, step: (typeof acceptanceSteps)[number]): boolean =>
  stage === 'stopped'
    ? step === 'planned' || step === 'installed'
    : acceptanceSteps.indexOf(stage as never) >= acceptanceSteps.indexOf(step)
