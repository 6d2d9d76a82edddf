import { defineAction } from 'astro:actions'
import { recordCheck, recordRectified } from '#domain/device/commands/check.ts'
import { dropPlan, planOutlet } from '#domain/device/commands/plan.ts'
import { beginSchedule, endSchedule, recordVisit } from '#domain/device/commands/raise.ts'
import { registerDevice } from '#domain/device/commands/register.ts'
import { changeSettings, setChannel } from '#domain/device/commands/settings.ts'
import { recordStep } from '#domain/device/commands/step.ts'
import { answerStop } from '#domain/device/commands/stop.ts'
import {
  checkRectified,
  deviceCheck,
  raisedSchedule,
  raisedVisit,
  scheduleEnd,
  stopAnswer,
} from '#domain/device/input/care.ts'
import {
  deviceChannel,
  deviceRegistration,
  deviceSettings,
  deviceStep,
  outletPlanning,
  planRef,
} from '#domain/device/input/register.ts'
import { answer } from '#src/actions/answer.ts'
import { deviceAction, readDeviceForm } from '#src/actions/device-form.ts'
import { takeInKept } from '#src/actions/kept-frames.ts'

/** The register of monitoring devices, in the office. */
export const device = {
  plan: deviceAction(outletPlanning, planOutlet),
  dropPlan: deviceAction(planRef, (db, viewer, { outletId }, now) => dropPlan(db, viewer, outletId, now)),
  register: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const id = await registerDevice(db, viewer, readDeviceForm(deviceRegistration, form, locale), now)
        return { id, ...(await takeInKept(db, viewer, id, now)) }
      }),
  }),
  settings: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readDeviceForm(deviceSettings, form, locale)
        await changeSettings(db, viewer, given, now)
        return takeInKept(db, viewer, given.id, now)
      }),
  }),
  channel: deviceAction(deviceChannel, setChannel),
  step: deviceAction(deviceStep, (db, viewer, given, now, file) => recordStep(db, viewer, given, file, now)),
  check: deviceAction(deviceCheck, (db, viewer, given, now, file) => recordCheck(db, viewer, given, file, now), [
    'topics',
  ]),
  rectified: deviceAction(checkRectified, recordRectified),
  answerStop: deviceAction(stopAnswer, answerStop),
  schedule: deviceAction(raisedSchedule, beginSchedule),
  endSchedule: deviceAction(scheduleEnd, endSchedule),
  visit: deviceAction(raisedVisit, recordVisit),
}
