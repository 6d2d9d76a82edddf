import { z } from 'zod'
import { accountRoles, departments } from '#db/vocabulary.ts'
import { tiesOf } from '#platform/auth/rules/account.ts'
import { normalisePassphrase, passphraseLength } from '#platform/auth/rules/passphrase.ts'
import { isMailAddress } from '#platform/mail/address.ts'

/** Small letters, digits, dot and hyphen; starts with a letter or digit. */
export const usernamePattern = /^[a-z0-9][a-z0-9.-]{1,39}$/

const text = (zh: string, en: string, max = 200) =>
  z
    .string({ error: `${zh} / ${en}` })
    .trim()
    .min(1, `${zh} / ${en}`)
    .max(max, `最多 ${max} 个字符 / At most ${max} characters`)

/** Untrimmed: blanks belong to it. */
const passphrase = (zh: string, en: string) =>
  z
    .string({ error: `${zh} / ${en}` })
    .min(1, `${zh} / ${en}`)
    .max(passphraseLength.max, `最多 ${passphraseLength.max} 个字符 / At most ${passphraseLength.max} characters`)
    .transform(normalisePassphrase)

/** What the sign-in form sends. Nothing is said here about a good passphrase: that is asked when one is set. */
export const signInInput = z.object({
  username: text('请填写用户名', 'Please give your username', 60).transform((name) =>
    name.normalize('NFKC').toLowerCase(),
  ),
  passphrase: passphrase('请填写口令', 'Please give your passphrase'),
  next: z.string().max(2000).optional(),
})
export type SignIn = z.infer<typeof signInInput>

export const codeInput = z.object({
  code: text('请填写验证码', 'Please give the code', 40),
  next: z.string().max(2000).optional(),
})

export const ownPassphraseInput = z.object({
  current: passphrase('请填写现在的口令', 'Please give your present passphrase'),
})
export const setPassphraseInput = z
  .object({
    current: passphrase('请填写现在的口令', 'Please give your present passphrase'),
    passphrase: passphrase('请填写新口令', 'Please give the new passphrase'),
    again: passphrase('请再填一次新口令', 'Please give the new passphrase again'),
  })
  .refine(({ passphrase, again }) => passphrase === again, {
    path: ['again'],
    message: '两次填写的新口令不一样 / The two do not match',
  })
export type SetPassphrase = z.infer<typeof setPassphraseInput>

export const removeSecondFactorInput = z.object({
  current: passphrase('请填写现在的口令', 'Please give your present passphrase'),
  code: text('请填写验证码', 'Please give the code', 40),
})

const noAddress = '请填写一个邮箱地址，例如 name@example.org / Give one mail address, such as name@example.org'
export const ownEmailInput = z.object({
  address: z.string({ error: noAddress }).trim().refine(isMailAddress, noAddress),
})
export const ownEmailToken = z.object({ token: z.string().regex(/^[\w-]{20,64}$/) })

export const endSessionInput = z.object({ id: z.string().min(1).max(100) })

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

/** A new account, from the office's form and from `portal user create`. */
export const createAccountInput = z
  .object({
    username: text('请填写用户名', 'Please give the username', 60)
      .transform((name) => name.normalize('NFKC').toLowerCase())
      .pipe(
        z
          .string()
          .regex(
            usernamePattern,
            '2 到 40 个小写字母、数字、点或连字符，以字母或数字开头 / 2 to 40 small letters, digits, dots or hyphens, beginning with a letter or digit',
          ),
      ),
    name: text('请填写姓名或岗位', 'Please give the name or desk', 80),
    role: z.enum(accountRoles, '请选择身份 / Please choose the role'),
    regionCode: optional(z.string().regex(/^\d{6}$/, '请选择县区 / Please choose the county')),
    department: optional(z.enum(departments, '请选择部门 / Please choose the department')),
    creditCode: optional(z.string().trim().toUpperCase()),
    organisation: optional(z.string().trim().max(120, '最多 120 个字符 / At most 120 characters')),
    reason: text('请填写开户依据', 'Please say on what ground the account is opened', 500),
  })
  .superRefine((account, context) => {
    const needs = tiesOf[account.role]
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (needs.region && !account.regionCode)
      ask('regionCode', '县级环保人员须选择县区 / A county officer needs a county')
    if (needs.department && !account.department) ask('department', '环保人员须选择部门 / An officer needs a department')
    if (needs.enterprise && !account.creditCode)
      ask('creditCode', '请填写排污单位的统一社会信用代码 / Please give the credit code of the enterprise')
    if (needs.organisation && !account.organisation)
      ask('organisation', '请填写单位名称 / Please give the organisation')
  })
export type CreateAccount = z.infer<typeof createAccountInput>

/** A change to someone's account, with its ground. */
export const accountChangeInput = z.object({
  username: z.string().min(1).max(60),
  reason: text('请填写理由', 'Please give the reason', 500),
})
export type AccountChange = z.infer<typeof accountChangeInput>

export const accountSearch = z.object({
  q: z.string().trim().max(100).optional(),
  role: z.enum(accountRoles).optional(),
  state: z.enum(['open', 'disabled']).optional(),
  after: z.string().max(60).optional(),
})
export type AccountSearch = z.infer<typeof accountSearch>

export const apiKeyLimits = { name: 80, each: 10 }

export const apiKeyInput = z.object({
  name: text('请填写用途名称', 'Please say what it is for', apiKeyLimits.name),
})
export const apiKeyId = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
