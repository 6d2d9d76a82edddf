import { eq } from 'drizzle-orm'
import { pinyin } from 'pinyin-pro'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'

/** What an account and its firm are called, in Chinese and in Pinyin: nothing to make a passphrase of. */
export async function namesAround(db: Db, userId: string): Promise<string[]> {
  const [row] = await db
    .select({
      username: users.username,
      name: users.name,
      organisation: memberships.organisation,
      enterprise: enterprises.name,
      shortNames: enterprises.shortNames,
      creditCode: enterprises.creditCode,
    })
    .from(users)
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(enterprises, eq(enterprises.id, memberships.enterpriseId))
    .where(eq(users.id, userId))
  if (!row) return []
  const { username, name, organisation, enterprise, shortNames, creditCode } = row
  const given = [username, name, organisation, enterprise, ...(shortNames ?? []), creditCode]
  return given.filter((text) => text !== null).flatMap(readings)
}

/** A name, its Pinyin in one word, and the Pinyin's initials. */
function readings(name: string): string[] {
  if (!/\p{Script=Han}/u.test(name)) return [name]
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed' })
  return [name, syllables.join(''), syllables.map((syllable) => syllable.charAt(0)).join('')]
}
