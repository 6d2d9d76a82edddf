import type { Enterprise, Scene } from '#db/seed/city/model.ts'
import { lapsedPermits } from '#db/seed/city/plan.ts'
import { addDays, later } from '#db/seed/days.ts'

export interface Permit {
  id: number
  firm: Enterprise
  /** HJ 608-2017: credit code, sequence, P. */
  permitNo: string
  issuedOn: string
  expiresOn: string
}

const fiveYears = 1826

/** 排污许可证: most hold for years yet, a few end within weeks, some have run out. The smallest firms are only registered. */
export function makePermits(scene: Scene, firms: readonly Enterprise[]): Permit[] {
  const permits: Permit[] = []
  const lapsed = new Map(lapsedPermits(scene.today, firms).map(({ firm, expiresOn }) => [firm, expiresOn]))
  for (const firm of firms) {
    const random = scene.random('permit', firm.creditCode)
    if (!firm.role && firm.size === 1 && firm.profile.weight < 0.2 && random.chance(0.45)) continue
    const standing = firm.role ? 'valid' : random.weighted({ valid: 91, ending: 5, expired: 4 })
    const daysLeft =
      standing === 'valid' ? random.int(90, 1700) : standing === 'ending' ? random.int(3, 58) : -random.int(5, 320)
    const expiresOn = lapsed.get(firm) ?? addDays(scene.today, daysLeft)
    const issuedOn = later(addDays(expiresOn, -fiveYears), firm.startedOn)
    if (issuedOn >= expiresOn) continue
    permits.push({ id: permits.length + 1, firm, permitNo: `${firm.creditCode}001P`, issuedOn, expiresOn })
  }
  return permits
}
