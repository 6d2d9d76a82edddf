import { z } from 'zod'
import { passphraseLength } from '#platform/auth/rules/passphrase.ts'

/** Small letters, digits, dot and hyphen; starts with a letter or digit. */
export const usernamePattern = /^[a-z0-9][a-z0-9.-]{1,39}$/

const text = (zh: string, en: string, max = 200) =>
  z
    .string({ error: `${zh} / ${en}` })
    .trim()
    .min(1, `${zh} / ${en}`)
    .max(max, `最多 ${max} 个字符 / At most ${max} characters`)

/** What the sign-in form sends. Nothing is said here about a good passphrase: that is asked when one is set. */
export const signInInput = z.object({
  username: text('请填写用户名', 'Please give your username', 60).transform((name) =>
    name.normalize('NFKC').toLowerCase(),
  ),
  passphrase: z
    .string({ error: '请填写口令 / Please give your passphrase' })
    .min(1, '请填写口令 / Please give your passphrase')
    .max(passphraseLength.max, `最多 ${passphraseLength.max} 个字符 / At most ${passphraseLength.max} characters`),
  next: z.string().max(2000).optional(),
})
export type SignIn = z.infer<typeof signInInput>

export const codeInput = z.object({
  code: text('请填写验证码', 'Please give the code', 40),
  next: z.string().max(2000).optional(),
})
