import { z } from 'zod'
import { deviceCheckResults, deviceCheckTopics, deviceStopKinds, raisedKinds } from '#db/vocabulary.ts'
import { deviceLimits, moment, optionalText, outletOf, rowId, ticked } from '#domain/device/input/fields.ts'
import { day, plainText } from '#platform/http/plain-text.ts'

const words = plainText(4, deviceLimits.words)
const optionalMoment = z.union([z.literal('').transform(() => null), moment]).default(null)

export const faultReport = z.object({ deviceId: rowId, beganAt: moment, cause: words })
export type FaultReport = z.infer<typeof faultReport>
export const faultRepair = z.object({ id: rowId, repairedAt: moment, repair: words })
export type FaultRepair = z.infer<typeof faultRepair>

export const manualValue = z.object({
  deviceId: rowId,
  factorCode: z.string().trim().min(2).max(32),
  sampledAt: moment,
  value: z
    .string()
    .trim()
    .regex(/^\d{1,9}(\.\d{1,6})?$/)
    .transform(Number),
  laboratory: plainText(2, deviceLimits.laboratory),
})
export type ManualValue = z.infer<typeof manualValue>

export const stopApplication = z.object({
  deviceId: rowId,
  kind: z.enum(deviceStopKinds),
  fromAt: moment,
  toAt: optionalMoment,
  reason: words,
})
export type StopApplication = z.infer<typeof stopApplication>
export const stopAnswer = z.object({ id: rowId, state: z.enum(['approved', 'refused']), answer: words })
export type StopAnswer = z.infer<typeof stopAnswer>
export const stopRef = z.object({ id: rowId })

export const deviceCheck = z.object({
  deviceId: rowId,
  topics: z
    .array(z.enum(deviceCheckTopics))
    .min(1)
    .transform((topics) => [...new Set(topics)]),
  checkedOn: day,
  result: z.enum(deviceCheckResults),
  findings: words,
  rectifyBy: z.union([z.literal('').transform(() => null), day]).default(null),
})
export type DeviceCheck = z.infer<typeof deviceCheck>
export const checkRectified = z.object({ id: rowId, rectifiedOn: day, rectified: words })

export const raisedSchedule = z.object({
  creditCode: outletOf.creditCode,
  kind: z.enum(raisedKinds),
  everyDays: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((days) => days <= 366),
  fromOn: day,
})
export type RaisedSchedule = z.infer<typeof raisedSchedule>
export const scheduleEnd = z.object({ id: rowId, toOn: day })
export const raisedVisit = z.object({
  scheduleId: rowId,
  doneOn: day,
  hasExceeded: ticked,
  findings: words,
  reportNo: optionalText(deviceLimits.documentNo),
})
export type RaisedVisit = z.infer<typeof raisedVisit>
