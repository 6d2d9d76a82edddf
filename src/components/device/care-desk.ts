import { actions } from 'astro:actions'
import type { AstroGlobal } from 'astro'
import { rowId } from '#domain/device/input/fields.ts'
import { listFaults, listManualValues, listOwnDevices, listStops } from '#domain/device/queries/care.ts'
import { listOwnPapers } from '#domain/device/queries/device.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { listFactors } from '#domain/standard/queries/factors.ts'
import { cityDate } from '#platform/clock.ts'
import { problemsOf } from '#src/actions/problems.ts'

/**
 * What the desk of a firm or an operator shows: its devices, and of the one that is asked for (`?device=`) its faults, stops and
 * values by hand. `done`: a form was taken, the page is asked for again.
 */
export async function careDesk(astro: AstroGlobal) {
  const { db, viewer, locale, now } = astro.locals
  // By name: what `actions` holds cannot be listed.
  const { fault, repair, manual: value, applyStop, withdrawStop, endStop } = actions.deviceCare
  const results = [fault, repair, value, applyStop, withdrawStop, endStop].map((action) =>
    astro.getActionResult(action as typeof fault),
  )
  const error = results.find((result) => result?.error)?.error
  const devices = await listOwnDevices(db, viewer, now)
  const asked = rowId.safeParse(astro.url.searchParams.get('device') ?? '').data
  const chosen = devices.find(({ deviceId }) => deviceId === asked) ?? devices[0]
  const outletIds = devices.map(({ outletId }) => outletId)
  const medium = chosen?.outletKind === 'water_outlet' ? ('water' as const) : ('air' as const)
  const today = cityDate(now)
  const enterpriseId = viewer.role === 'visitor' ? null : viewer.enterpriseId
  const [faults, stops, manual, factors, limits, papers] = await Promise.all([
    outletIds.length === 0 ? [] : listFaults(db, { outletIds }, now, { limit: 20 }),
    outletIds.length === 0 ? [] : listStops(db, { outletIds }, { limit: 20 }),
    chosen ? listManualValues(db, [chosen.outletId], 20) : [],
    listFactors(db, { medium }),
    chosen ? limitsOf(db, [chosen.outletId], today, today) : undefined,
    chosen && enterpriseId !== null ? listOwnPapers(db, enterpriseId, chosen.outletId) : [],
  ])
  const limited = new Set(chosen && limits?.get(chosen.outletId)?.map(({ factorCode }) => factorCode))
  return {
    done: results.some((result) => result?.data) ? (chosen?.deviceId ?? 0) : undefined,
    status: error?.status,
    problems: problemsOf(error, locale),
    typed: error ? await astro.request.formData() : undefined,
    devices,
    chosen,
    faults,
    stops,
    manual,
    papers,
    /** What has a limit there comes first. */
    factors: [
      ...factors.filter(({ code }) => limited.has(code)),
      ...factors.filter(({ code }) => !limited.has(code)),
    ].map((factor) => ({
      value: factor.code,
      label: `${locale === 'zh' ? factor.nameZh : factor.nameEn} · ${factor.unit}`,
    })),
  }
}
