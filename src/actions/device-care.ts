import { reportFault, reportRepair } from '#domain/device/commands/fault.ts'
import { enterManualValue } from '#domain/device/commands/manual.ts'
import { applyForStop, endStop, withdrawStop } from '#domain/device/commands/stop.ts'
import { faultRepair, faultReport, manualValue, stopApplication, stopRef } from '#domain/device/input/care.ts'
import { deviceAction } from '#src/actions/device-form.ts'

/** What firms and operators say of their devices. */
export const deviceCare = {
  fault: deviceAction(faultReport, reportFault),
  repair: deviceAction(faultRepair, reportRepair),
  manual: deviceAction(manualValue, enterManualValue),
  applyStop: deviceAction(stopApplication, (db, viewer, given, now, file) =>
    applyForStop(db, viewer, given, file, now),
  ),
  withdrawStop: deviceAction(stopRef, (db, viewer, { id }, now) => withdrawStop(db, viewer, id, now)),
  endStop: deviceAction(stopRef, (db, viewer, { id }, now) => endStop(db, viewer, id, now)),
}
