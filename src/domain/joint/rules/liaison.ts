import type { departments, liaisonRoles } from '#db/vocabulary.ts'
import type { Bureau, LiaisonTerms } from '#domain/joint/rules/terms.ts'

export type LiaisonRole = (typeof liaisonRoles)[number]
export type LiaisonDepartment = (typeof departments)[number]

/** A post that must be filled: of a bureau, by so many. */
export interface Post {
  role: LiaisonRole
  department: LiaisonDepartment | null
  count: number
  basis: string
}

/** What a bureau must have by the rule. */
export const postsOf = (bureau: Bureau, { roles }: LiaisonTerms): Post[] =>
  roles
    .filter(({ bureaus }) => bureaus.includes(bureau))
    .flatMap(({ role, count, departments, basis }) =>
      (departments ?? [null]).map((department) => ({ role, department, count, basis })),
    )

interface Filled {
  role: LiaisonRole
  department: LiaisonDepartment | null
}

/** The posts of a bureau that lack somebody, and how many. */
export const lackingPosts = (
  bureau: Bureau,
  present: readonly Filled[],
  terms: LiaisonTerms,
): (Post & { missing: number })[] =>
  postsOf(bureau, terms)
    .map((post) => ({ ...post, missing: post.count - present.filter((one) => isOf(one, post)).length }))
    .filter(({ missing }) => missing > 0)

export const isOf = (one: Filled, post: Pick<Post, 'role' | 'department'>): boolean =>
  one.role === post.role && one.department === post.department
