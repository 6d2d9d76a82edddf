import type { installGroups } from '#db/vocabulary.ts'
import { groupsOn, mainFactorCodes } from '#domain/device/rules/terms.ts'

type InstallGroup = (typeof installGroups)[number]

export interface ObligedOutlet {
  sectorCode: string
  industryCode: string | null
  isKeyPolluter: boolean
  /** What it has limits for. */
  factorCodes: readonly string[]
}

/** The groups by which an outlet must have a device on a day; none where no main pollutant leaves it. */
export function groupsOf(outlet: ObligedOutlet, day: string): Exclude<InstallGroup, 'other'>[] {
  if (!outlet.factorCodes.some((code) => mainFactorCodes.includes(code))) return []
  return groupsOn(day)
    .filter((rule) => {
      if (rule.onlyKeyPolluters && !outlet.isKeyPolluter) return false
      if (rule.factorCodes) return outlet.factorCodes.some((code) => rule.factorCodes?.includes(code))
      return (
        rule.sectorCodes?.includes(outlet.sectorCode) ||
        rule.industryPrefixes?.some((prefix) => outlet.industryCode?.startsWith(prefix)) ||
        false
      )
    })
    .map(({ group }) => group)
}
