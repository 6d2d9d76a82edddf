import { APIError } from 'better-auth/api'
import { DomainError } from '#platform/errors.ts'

export const wrongSignIn = () =>
  new DomainError('not_allowed', '用户名或口令不对。 / The username or the passphrase is wrong.')

export const wrongCode = () =>
  new DomainError(
    'not_allowed',
    '验证码不对或已用过，请用下一个再试。 / The code is wrong or was used already. Please try the next one.',
    [
      {
        field: 'code',
        message:
          '验证码不对或已用过，请用下一个再试。 / The code is wrong or was used already. Please try the next one.',
      },
    ],
  )

export const wrongOwnPassphrase = () =>
  new DomainError('not_allowed', '现在的口令不对。 / The present passphrase is wrong.', [
    { field: 'current', message: '现在的口令不对。 / The present passphrase is wrong.' },
  ])

/** At the field of the account's own address. */
export const refusedAddress = (zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field: 'address', message: `${zh} / ${en}` }])

export const notTheLink = () =>
  new DomainError(
    'not_found',
    '这个链接无效或已过期，或者属于另一个账号；请重新填写邮箱 / This link is not valid or too old, or belongs to another account: give the address again',
  )

/** better-auth's refusals become ours; anything else is a fault. */
export const refusedAs = (refusal: () => DomainError) => (error: unknown) => {
  if (error instanceof APIError && Number(error.statusCode) < 500) throw refusal()
  throw error
}
