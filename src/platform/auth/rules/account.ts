import type { accountRoles } from '#db/vocabulary.ts'

type Role = (typeof accountRoles)[number]

/** What a role is tied to; the database holds the same (db/schema/account.ts). */
export const tiesOf: Record<Role, { region?: true; department?: true; enterprise?: true; organisation?: true }> = {
  firm: { enterprise: true },
  monitoring_operator: { organisation: true },
  ngo: { organisation: true },
  county_officer: { region: true, department: true },
  city_officer: { department: true },
  auditor: {},
  administrator: {},
}
