import { expect, it } from 'vitest'
import { totp } from '#platform/auth/rules/totp.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const own = 'shuiyou banbian qiezi luan fei'

it('an officer gets an account, sets a passphrase, enrols a second factor and reaches the office, without JavaScript', async () => {
  const username = `officer-${Date.now().toString(36)}`
  const admin = await browser.page({ javaScriptEnabled: false })
  await admin.context().addCookies([(await sessionOf('admin')).cookie])
  await admin.goto('/office/accounts/new')
  await admin.getByLabel('用户名').fill(username)
  await admin.getByLabel('姓名或岗位').fill('安化分局监测岗')
  await admin.getByLabel('身份').selectOption('county_officer')
  await admin.getByLabel('开户依据').fill('测试开户')
  await admin.getByRole('button', { name: '开户' }).click()
  await expect.poll(() => admin.textContent('.problem-summary')).toContain('县级环保人员须选择县区')
  expect(await admin.getByLabel('用户名').inputValue()).toBe(username)
  await admin.getByLabel('县区').selectOption('430923')
  await admin.getByLabel('部门').selectOption('monitoring')
  await admin.getByRole('button', { name: '开户' }).click()
  const oneTime = (await admin.locator('.notice code').textContent()) ?? ''
  expect(oneTime).toMatch(/^([a-z]+-){5}[a-z]+$/)

  const page = await browser.page({ javaScriptEnabled: false })
  await page.goto('/office')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('口令').fill(oneTime)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL('**/account/passphrase')
  await page.getByLabel('现在的口令').fill(oneTime)
  await page.getByLabel('新口令', { exact: true }).fill('yiyang-anhua-1234')
  await page.getByLabel('再填一次新口令').fill('yiyang-anhua-1234')
  await page.getByRole('button', { name: '设置口令' }).click()
  await expect.poll(() => page.textContent('.problem-summary')).toMatch(/太容易猜到|所剩太少/)
  await page.getByLabel('现在的口令').fill(oneTime)
  await page.getByLabel('新口令', { exact: true }).fill(own)
  await page.getByLabel('再填一次新口令').fill(own)
  await page.getByRole('button', { name: '设置口令' }).click()
  await page.waitForURL('**/account?passphrase-set')

  await page.goto('/office')
  await page.waitForURL('**/account/second-factor')
  await page.getByLabel('现在的口令').fill(own)
  await page.getByRole('button', { name: '生成密钥' }).click()
  const shown = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('验证码').fill('000000')
  await page.getByRole('button', { name: '确认' }).click()
  await expect.poll(() => page.textContent('.problem-summary')).toContain('验证码不对')
  expect(((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '')).toBe(shown)
  const secret = fromBase32(shown)
  await page.getByLabel('验证码').fill(totp(secret, Math.floor(Date.now() / 30_000)))
  await page.getByRole('button', { name: '确认' }).click()
  const backupCodes = await page.locator('.notice ol code').allTextContents()
  expect(backupCodes).toHaveLength(10)
  await page.goto('/account/second-factor')
  expect(await page.locator('.notice ol code').count()).toBe(0)
  await page.goto('/office')
  expect(await page.textContent('.kicker')).toContain('工作台')

  const elsewhere = await browser.page({ javaScriptEnabled: false })
  await elsewhere.goto('/en/sign-in?next=/office')
  await elsewhere.getByLabel('Username').fill(username)
  await elsewhere.getByLabel('Passphrase').fill(own)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await elsewhere.getByLabel('Code').fill((backupCodes[0] ?? '').replaceAll('-', ' '))
  await elsewhere.getByRole('button', { name: 'Confirm' }).click()
  await elsewhere.waitForURL('**/en/office')
  await elsewhere.goto('/en/account')
  expect(await elsewhere.textContent('main')).toContain('9 backup codes left')
  await elsewhere.getByRole('button', { name: 'End all other sessions' }).click()
  await expect.poll(() => elsewhere.textContent('[role=status]')).toContain('One other session has ended')
  await page.goto('/office')
  expect(page.url()).toContain('/sign-in')

  const sql = siteDatabase()
  const events = await sql`
    select kind, actor_role, reason, before, after from events
    where subject = (select 'account:' || id from users where username = ${username}) order by id`
  await sql.end()
  expect(events.map(({ kind }) => kind)).toEqual([
    'account.created',
    'account.signed_in',
    'account.passphrase_set',
    'account.second_factor_enrolled',
    'account.signed_in',
    'account.session_ended',
  ])
  expect(events[0]).toMatchObject({
    actor_role: 'administrator',
    reason: '测试开户',
    after: { role: 'county_officer', regionCode: '430923' },
  })
  expect(JSON.stringify(events)).not.toContain(oneTime)
})

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
