import { z } from 'zod'
import { installGroups } from '#db/vocabulary.ts'
import { deviceLimits, optionalId, optionalText, outletOf, rowId, ticked } from '#domain/device/input/fields.ts'
import { acceptanceSteps } from '#domain/device/rules/steps.ts'
import { day } from '#platform/http/plain-text.ts'

/** HJ 212's MN: 1 to 32 visible characters, no `;` and no `=`. */
const mn = z
  .string()
  .trim()
  .regex(/^[!-:<>-~]{1,32}$/)
/** PW: it travels between `PW=` and `;`. */
const password = z
  .string()
  .trim()
  .regex(/^[!-%'-:<>-~]{1,9}$/)
const framesPerMinute = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,4}$/)
  .transform(Number)
  .refine((count) => count <= 60_000)

export const outletPlanning = z.object({
  ...outletOf,
  group: z.enum(installGroups),
  dueOn: day,
  note: optionalText(deviceLimits.note),
})
export type OutletPlanning = z.infer<typeof outletPlanning>
export const planRef = z.object({ outletId: rowId })

export const deviceRegistration = z.object({
  ...outletOf,
  mn,
  password,
  checksPassword: ticked,
  registeredOn: day,
  installedOn: z.union([z.literal('').transform(() => null), day]).default(null),
  model: optionalText(deviceLimits.model),
  makerId: optionalId,
  sellerId: optionalId,
  operatorId: optionalId,
})
export type DeviceRegistration = z.infer<typeof deviceRegistration>

export const deviceSettings = z.object({
  id: rowId,
  /** Empty: it stays. */
  password: z.union([z.literal('').transform(() => null), password]),
  checksPassword: ticked,
  allowsSwappedCrc: ticked,
  framesPerMinute,
})
export type DeviceSettings = z.infer<typeof deviceSettings>

export const deviceChannel = z.object({
  id: rowId,
  factorCode: z.string().trim().min(2).max(32),
  /** Empty: it sends in the factor's own unit again. */
  unit: z.string().trim().max(20),
})

export const deviceStep = z.object({
  id: rowId,
  step: z.enum(acceptanceSteps),
  reachedOn: day,
  documentNo: optionalText(deviceLimits.documentNo),
  words: optionalText(deviceLimits.words),
})
export type DeviceStepInput = z.infer<typeof deviceStep>
