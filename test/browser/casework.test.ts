import { expect, it } from 'vitest'
import { creditIsRepaired, firmIsHeard, onlyTheTombstoneStands } from '#test/browser/aftercare-steps.ts'
import { isInSiteMap, otherOutputs, outputsOf, read } from '#test/browser/case-outputs.ts'
import { box, isAsWideAsTheScreen, plainPhone, signedIn } from '#test/browser/desks.ts'
import { ownFirm } from '#test/routes/board-case.ts'
import { faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { photograph } from '#test/support/upload-files.ts'

const browser = useBrowser()
const names = /旅程甲乙丙|示例旅程人/

it('a case is drafted by the county, returned, mended, passed by the legal desk and published by the city; it is then everywhere in public, its firm is heard, and after the credit repair only its tombstone stands', async () => {
  const firm = await ownFirm('journey')
  const county = await signedIn(browser, 'county-taojiang', plainPhone)
  await county.goto('/office/cases')
  expect(await isAsWideAsTheScreen(county)).toBe(true)
  await county.click('a[href="/office/cases/new"]')
  expect(await isAsWideAsTheScreen(county)).toBe(true)

  const decided = new Date(Date.now() + 8 * 3_600_000 - 100 * 86_400_000).toISOString().slice(0, 10)
  const year = decided.slice(0, 4)
  await box(county, 'creditCode').fill(firm.creditCode)
  await box(county, 'category').selectOption('serious_exceedance')
  await box(county, 'title').fill('旅程甲乙丙超标排放案')
  await box(county, 'facts').fill(
    '检查发现废水总排口化学需氧量超标。<b>加粗</b>工艺为〔商业秘密：三效蒸发旅程〕。责任人电话13800138000。',
  )
  await box(county, 'leadSource').selectOption('inspection')
  await box(county, 'decisionNo').fill('处罚决定书')
  await box(county, 'decidedOn').fill(decided)
  await box(county, 'authority').fill('益阳市生态环境局桃江分局')
  await box(county, 'basisText').fill('《示例条例》第一条')
  await box(county, 'measures_0.kind').selectOption('fine')
  await box(county, 'measures_0.amount').fill('20万元')
  await box(county, 'persons_0.name').fill('示例旅程人')
  await box(county, 'persons_0.position').fill('厂长')
  await county.click('#case-form button')
  expect(await county.textContent('.problem-summary')).toContain('不是处罚决定书文号')
  expect(await county.textContent('.problem-summary')).toContain('请写明理由')
  expect(await box(county, 'facts').inputValue()).toContain('三效蒸发旅程')

  await box(county, 'decisionNo').fill(`桃环旅罚〔${year}〕901号`)
  await box(county, 'basisReason').fill('地方性法规')
  await box(county, 'actOn').fill(decided)
  await county.click('#case-form button')
  expect(await county.textContent('.notice-river')).toContain('已保存')
  const path = new URL(county.url()).pathname
  const id = Number(path.split('/').at(-1))
  expect(await isAsWideAsTheScreen(county)).toBe(true)

  await county.click('#steps button')
  expect(await county.textContent('.problem-summary')).toContain('13800138000')
  await county.goto(path)
  await box(county, 'facts').fill('检查发现废水总排口化学需氧量超标。<b>加粗</b>工艺为〔商业秘密：三效蒸发旅程〕。')
  await county.click('#case-form button')
  await county.locator('#evidence [name=description]').fill('现场照片')
  await county.locator('#evidence [name=isPublic]').check()
  await county.setInputFiles('#evidence [name=file]', {
    name: '照片.png',
    mimeType: 'image/png',
    buffer: await photograph('png'),
  })
  await county.click('#evidence form:last-of-type button')
  expect(await county.textContent('#evidence')).toContain('照片.png')
  await county.click('#steps button')
  expect(await county.textContent('.notice-river')).toContain('已办理')
  expect((await (await browser.page()).goto(`/board/${id}`))?.status()).toBe(404)

  const legal = await signedIn(browser, 'city-legal')
  await legal.goto('/office/cases?wait=review')
  expect(await legal.textContent('table')).toContain('旅程甲乙丙')
  await legal.goto(`${path}/preview`)
  expect(await legal.textContent('main')).toContain('■■（商业秘密）')
  expect(await legal.textContent('main')).not.toContain('三效蒸发旅程')
  await legal.goto(path)
  expect(await faultsOf(legal)).toEqual([])
  await legal.click('#steps button.button-quiet')
  expect(await legal.textContent('.problem-summary')).toContain('退回须写明理由')
  await box(legal, 'words').fill('请写明采样点位')
  await legal.click('#steps button.button-quiet')

  await county.goto('/office/cases?wait=returned')
  await county.click(`a[href="${path}"]`)
  expect(await county.textContent('.notice-vermilion')).toContain('请写明采样点位')
  await box(county, 'facts').fill(
    '检查发现废水总排口化学需氧量超标。<b>加粗</b>工艺为〔商业秘密：三效蒸发旅程〕。采样点位为总排口。',
  )
  await county.click('#case-form button')
  expect(
    await faultsOf(
      await (async () => {
        const desk = await signedIn(browser, 'county-taojiang')
        await desk.goto(path)
        return desk
      })(),
    ),
  ).toEqual([])
  await county.click('#steps button')

  await legal.goto(path)
  await legal.click('#steps button:not(.button-quiet)')
  await legal.goto(path)
  expect(await legal.textContent('#steps')).toContain('须由他人公布')
  expect(await legal.locator('#steps form').count()).toBe(0)
  await legal.goto('/office/cases/publish')
  expect(await legal.textContent('main')).not.toContain('旅程甲乙丙')

  const city = await signedIn(browser, 'city-inspection', plainPhone)
  await city.goto('/office/cases/publish')
  await city.check(`input[name=case][value="${id}"]`)
  await city.click('main form button')
  expect(await city.textContent('h1')).toContain('将公布 1 件')
  expect(await isAsWideAsTheScreen(city)).toBe(true)
  await city.click('main form button')
  expect(await city.textContent('.notice-river')).toContain('已公布 1 件')

  const citizen = await browser.page()
  await citizen.goto(`/board/${id}`)
  const shown = (await citizen.textContent('main')) ?? ''
  for (const words of ['旅程甲乙丙超标排放案', '<b>加粗</b>', '■■（商业秘密）', '示例旅程人（厂长）', '现场照片'])
    expect(shown).toContain(words)
  expect(await citizen.locator('#facts ~ div b').count()).toBe(0)
  const file = await citizen.request.get(
    `/board/${id}/evidence/${(await citizen.getAttribute('#evidence ~ ol a, section[aria-labelledby=evidence] a', 'href'))?.split('/').at(-1)}`,
  )
  expect(file.headers()['content-disposition']).toContain('attachment')
  const onBoard = { id, creditCode: firm.creditCode, words: '旅程甲乙丙' }
  for (const address of outputsOf(onBoard)) {
    const { text } = await read(address)
    expect(text, address).toContain('旅程甲乙丙')
    expect(text, address).not.toContain('三效蒸发旅程')
  }
  const card = await read(`/board/${id}/card.png`)
  expect(card).toMatchObject({ status: 200, type: expect.stringContaining('image/png') })
  expect(await citizen.getAttribute('meta[property="og:image"]', 'content')).toContain(`/board/${id}/card.png`)
  expect(await isInSiteMap(id)).toBe(true)
  const counted = async () => {
    await citizen.goto(`/map?q=${encodeURIComponent(firm.name)}`)
    const shown = await citizen.locator(`.map-list [data-key="${firm.creditCode}"] a[href$="#cases"]`).allTextContents()
    return Number(/\d+/.exec(shown[0] ?? '0')?.[0])
  }
  await expect.poll(counted, { timeout: 10_000 }).toBe(firm.violationCount + 1)
  await citizen.locator('.map-mark').first().press('Enter')
  expect(await citizen.textContent('.leaflet-popup .map-card')).toContain(`曝光案件 ${firm.violationCount + 1} 件`)

  await county.goto(path)
  await county.locator('#afterwards [name=happenedOn]').first().fill(decided)
  await county.locator('#afterwards [name=kind]').selectOption('paid')
  await county.locator('#afterwards button').first().click()
  await citizen.goto(`/board/${id}`)
  expect(await citizen.textContent('[aria-labelledby=course]')).toContain('缴纳罚款')
  await county.locator('#afterwards [name=executionState]').selectOption('done')
  await county.locator('#afterwards form:has([name=executionState]) [name=happenedOn]').fill(decided)
  await county.locator('#afterwards form:has([name=executionState]) [name=words]').fill('罚款已缴清，整改完成')
  await county.locator('#afterwards form:has([name=executionState]) button').click()
  expect(await county.textContent('.notice-river')).toContain('已')

  const own = { id, username: firm.username }
  await firmIsHeard(browser, own)
  await creditIsRepaired(browser, own, { correctedOn: decided, paidOn: decided })
  await onlyTheTombstoneStands(browser, own, { names, sealed: '示例旅程人' })

  const search = encodeURIComponent('旅程甲乙丙')
  for (const address of [...outputsOf(onBoard), ...otherOutputs(onBoard)]) {
    const { text, status } = await read(address)
    // A page says again what was searched for; of the case it says nothing.
    const said = address.includes(search) ? text.replaceAll(/旅程甲乙丙(?!超标)/g, '') : text
    expect(said.replaceAll(search, ''), address).not.toMatch(names)
    if (address.includes(`/${id}`)) expect([address, status]).toEqual([address, 410])
  }
  expect((await read(`/board/${id}/card.png`)).status).toBe(410)
  expect(await isInSiteMap(id)).toBe(false)
  await expect.poll(counted, { timeout: 10_000 }).toBe(firm.violationCount)
}, 240_000)
