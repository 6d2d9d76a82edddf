import { accountRoles } from '#db/vocabulary.ts'
import { needsSecondFactor } from '#platform/auth/rules/session.ts'
import { type Grant, type Grants, matrix, notDelegable, type Reach, type Role } from '#platform/permissions/matrix.ts'
import { actions, routes } from '#platform/permissions/routes.ts'

const roles: readonly Role[] = ['visitor', ...accountRoles]

const reachWords: Record<Reach, string> = {
  any: 'any',
  own_region: 'own county',
  own_enterprise: 'own enterprise',
  own_account: 'own account',
}

/** docs/permissions.md, written from the matrix and the routes: what is published is what is enforced. */
export function publishedMatrix(): string {
  const permissions = Object.entries(matrix as Record<string, Grants>).sort(byName)
  const addresses = Object.entries(routes)
    .flatMap(([pattern, entry]) =>
      typeof entry === 'string'
        ? [[pattern, 'GET', entry] as const]
        : Object.entries(entry).map(([method, permission]) => [pattern, method, permission] as const),
    )
    .sort((a, b) => byName([a.join(' ')], [b.join(' ')]))
  return `# Who may do what

Written by \`portal permissions\` from \`src/platform/permissions/matrix.ts\` and \`routes.ts\`; a test compares this file with
them, and another asks every address and every action of the running site as every role. Change those files, then run
\`node src/cli/portal.ts permissions\`.

A role that has no entry may not. **own county**, **own enterprise** and **own account** reach as far as the thing asked
for belongs to that of the account; names in brackets are the departments that the entry is limited to.

${roles
  .filter((role) => role !== 'visitor' && needsSecondFactor(role))
  .map((role) => `\`${role}\``)
  .join(', ')}
reach nothing beyond what is public and their own account before the second factor was given in the session; nobody does with
a one-time passphrase.

Who stands in for a colleague on leave may do what the own account may, except ${notDelegable.map((permission) => `\`${permission}\``).join(', ')}; a
rule of two people counts them and the colleague as one.

## Permissions

${table(
  ['permission', ...roles],
  permissions.map(([permission, grants]) => [`\`${permission}\``, ...roles.map((role) => grantInWords(grants[role]))]),
)}

## Addresses

Each page is also served in English below \`/en\`, to the same people.

${table(
  ['address', 'method', 'permission'],
  addresses.map(([pattern, method, permission]) => [`\`${pattern}\``, method, `\`${permission}\``]),
)}

## Actions

What a form sends, from whichever page; the sender must also be allowed the page it is sent to.

${table(
  ['action', 'permission'],
  Object.entries(actions)
    .sort(byName)
    .map(([action, permission]) => [`\`${action}\``, `\`${permission}\``]),
)}
`
}

function grantInWords(grant: Grant | undefined): string {
  if (grant === undefined) return ''
  if (typeof grant === 'string') return reachWords[grant]
  return `${reachWords[grant.reach]} (${[...grant.departments].join(', ')})`
}

/** Padded as Biome formats it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n')
}

const byName = ([a]: readonly string[] | [string, unknown], [b]: readonly string[] | [string, unknown]) =>
  String(a) < String(b) ? -1 : 1
