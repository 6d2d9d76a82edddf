import type { accountRoles, departments } from '#db/vocabulary.ts'

export type AccountRole = (typeof accountRoles)[number]
export type Department = (typeof departments)[number]

/** Who is asking: nobody in particular (a visitor) or a signed-in account with its role and ties. */
export type Viewer = Visitor | Account

export interface Visitor {
  role: 'visitor'
}

export interface Account {
  role: AccountRole
  userId: string
  name: string
  /** The county of a county officer. */
  regionCode: string | null
  /** The department of an officer. */
  department: Department | null
  /** The enterprise of a firm's account. */
  enterpriseId: number | null
  /** The second factor was given in this session (asked of regulators). */
  hasSecondFactor: boolean
  /** Whom the account stands in for at this moment: it may then do no more than before, and some things not (matrix.ts). */
  actsFor?: Absent | undefined
}

/** An officer on leave, with the delegation by which a colleague acts for them. */
export interface Absent {
  userId: string
  name: string
  delegationId: number
  /** Its last day. */
  toOn: string
}

export const visitor: Visitor = { role: 'visitor' }
