import type { Page } from 'playwright-core'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { pdf } from '#test/support/upload-files.ts'

type Typed = Record<string, string>

/** What the paper mill answers in the groups of annex 2; further items of a group in their order. */
const answers: Record<string, Typed[]> = {
  basic: [
    {
      name: '资水纸业有限公司',
      legalRepresentative: '范安',
      startedOn: '2008-06',
      address: '桃江县工业路8号',
      longitude: '112.12',
      latitude: '28.53',
      environmentalOfficer: '范佳',
      officerContact: '0737-0000000',
      sector: '造纸',
    },
  ],
  products: [
    { product: '文化用纸', capacity: '12', unit: '万吨/年', output: '9.8' },
    { product: '生活用纸', capacity: '3', unit: '万吨/年' },
  ],
  productionLines: [{ name: '1号纸机', product: '文化用纸', hours: '7,900' }],
  processDiagrams: [{ process: '制浆造纸' }],
  facilities: [
    {
      code: 'TW901',
      name: '污水处理站',
      process: '厌氧+好氧',
      capacity: '6000',
      capacityUnit: 't/d',
      feasibleTechnology: 'yes',
      maintenance: '每月一次',
      operationRate: '98.5%',
    },
  ],
  approvals: [{ project: '年产12万吨文化用纸', assessmentNo: '试环评〔2007〕1号', assessedOn: '2007-03-01' }],
  permit: [{ held: 'yes', permitNo: '91430922MAFAKE001P', expiresOn: '2028-01-01' }],
  standing: [{ disclosesAsRequired: 'no', disclosureProblems: '第三季度监测结果晚公开五天', violationsLastYear: '无' }],
  emergencyPlan: [
    { drawnUp: 'yes', filingNo: '430922-2024-001-L', filedOn: '2024-05-01', riskLevel: 'general', drills: '2' },
  ],
  selfMonitoring: [{ point: '总排口', factors: 'COD、氨氮', frequency: '每月一次', recordContents: '采样与分析记录' }],
  selfMonitoringPlan: [{ conforms: 'yes', recordsComplete: 'yes' }],
  monitoringReports: [{ reportNo: 'SY2025-001', laboratory: '试验检测有限公司', sampledOn: '2025-09-18' }],
  supervisoryMonitoring: [{ note: '监测两次，均未超标', exceeded: 'no' }],
  onlineMonitoring: [
    {
      installed: 'yes',
      transmissionConforms: 'yes',
      installationConforms: 'yes',
      managementSystem: 'yes',
      validityReviewed: 'yes',
      runsNormally: 'yes',
    },
  ],
  conclusion: [{ problemsExist: 'yes', outcome: 'lasting', words: '能够稳定达标' }],
  problemsFound: [{ problem: '料场苫盖不全', measures: '加盖防尘网', deadline: '2026-09-30' }],
  signatures: [{ filledBy: '范佳', filledOn: '2026-06-01', reviewedBy: '范安', reviewedOn: '2026-06-02' }],
  wasteWaterStreams: [
    {
      name: '制浆废水',
      source: '洗浆',
      facility: 'first',
      recordsComplete: 'yes',
      discharged: 'yes',
      destination: '资江',
      outlet: 'first',
    },
  ],
  wasteGasStreams: [{ name: '锅炉烟气', source: '1号锅炉', recordsComplete: 'yes', outlet: 'first' }],
  fugitiveSources: [{ nameAndSource: '料场扬尘', factors: '颗粒物', measures: 'covering' }],
}

export const box = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type=hidden])`)
export const rowsOf = (page: Page) =>
  page.$$eval('[data-row]', (rows) => rows.map((row) => row.getAttribute('data-row') ?? ''))
export const send = (page: Page, next: 'form' | 'next' | 'preview') =>
  page.click(`.filing-bar button[name=next][value=${next}]`)

/** Fills in every part of the form, page by page as its "next part" leads on; ends on the last one, not sent yet. */
export async function fillWhole(page: Page, year: string) {
  // The facilities first: the streams name them.
  await page.goto(`/filing/${year}/facilities`)
  await fillGroups(page)
  await send(page, 'form')
  await page.goto(`/filing/${year}/basic`)
  for (const part of formParts) {
    await page.waitForURL(new RegExp(`/filing/${year}/${part}`))
    await fillGroups(page)
    await fillOutlets(page)
    if (part === 'conclusion') return
    await send(page, 'next')
    await explainUnusual(page)
    const refusal = page.locator('.problem-summary')
    if ((await refusal.count()) > 0) throw new Error(`${part}: ${await refusal.textContent()}`)
  }
}

/** Each group of the page that has nothing in it gets its answers, the others what they lack. */
async function fillGroups(page: Page) {
  const groups = await page.$$eval('[data-group]', (all) => all.map((group) => group.getAttribute('data-group') ?? ''))
  for (const group of groups) {
    const isRepeated = (await page.getAttribute(`[data-group="${group}"]`, 'data-repeated')) !== null
    const items = await itemsOf(page, group)
    for (const [i, typed] of (answers[group] ?? []).entries()) {
      if (isRepeated && i === 0 && items.length > 1) {
        for (const item of items.slice(0, -1)) await fillItem(page, item, typed)
        break
      }
      const last = (await itemsOf(page, group)).at(-1) as string
      await fillItem(page, last, typed)
      if (isRepeated) await addAnother(page, group)
    }
  }
}

const itemsOf = (page: Page, group: string) =>
  page.$$eval(`[data-group="${group}"] [data-item]`, (all) => all.map((item) => item.getAttribute('data-item') ?? ''))

/** Sends the form without JavaScript; with it a blank item appears at once. */
async function addAnother(page: Page, group: string) {
  const before = await page.locator(`[data-group="${group}"] [data-item]`).count()
  await page.click(`[data-add="${group}"]`)
  await page
    .waitForFunction(
      ([of, count]) => document.querySelectorAll(`[data-group="${of}"] [data-item]`).length > Number(count),
      [group, before] as const,
    )
    .catch(() => {})
}

async function fillItem(page: Page, item: string, typed: Typed) {
  for (const [field, value] of Object.entries(typed)) {
    const of = page.locator(`[data-item="${item}"] [name="${item}.${field}"]:not([type=hidden])`)
    if ((await of.count()) === 0) continue
    if ((await of.first().getAttribute('type')) === 'checkbox')
      await page.check(`[name="${item}.${field}"][value="${value}"]`)
    else if ((await of.inputValue()) !== '') continue
    else if ((await of.evaluate((element) => element.tagName)) === 'SELECT')
      await of.selectOption(value === 'first' ? { index: 1 } : value)
    else await of.fill(value === 'first' ? await firstFacility(page) : value)
  }
  const upload = page.locator(`[name="upload:${item}.file"]`)
  if (item.startsWith('processDiagrams') && (await page.locator(`[data-item="${item}"] .attached`).count()) === 0) {
    await upload.setInputFiles({ name: '工艺流程图.pdf', mimeType: 'application/pdf', buffer: pdf() })
  }
}

/** What is possible but odd (devices and samples say something else) is explained, as the page asks. */
async function explainUnusual(page: Page) {
  const rows = await page.$$eval('.problem-summary a', (links) =>
    links.map((link) => /#field-(r[^.]+)\./.exec(link.getAttribute('href') ?? '')?.[1] ?? ''),
  )
  if (rows.length === 0 || rows.includes('')) return
  for (const row of new Set(rows)) await box(page, `${row}.unusualReason`).fill('以第三方监测报告为准')
  await send(page, 'next')
}

const firstFacility = async (page: Page) => (await page.getAttribute('#facility-codes option', 'value')) ?? ''

/** Each row with plausible values: those of last year, or about half of the limit, and a total that follows from them. */
async function fillOutlets(page: Page) {
  const rows = await Promise.all(
    (await rowsOf(page)).map(async (key) => {
      const context = await page.getAttribute(`[data-row="${key}"]`, 'data-context')
      return { key, context: JSON.parse(context ?? '{}') as RowContext }
    }),
  )
  for (const [outlet, ofOutlet] of Map.groupBy(rows, ({ context }) => context.outletId)) {
    const m3 = yearM3(ofOutlet.map(({ context }) => context))
    const isStack = ofOutlet[0]?.context.outletKind === 'stack'
    const flow = String(Math.round(isStack ? m3 / 7900 : m3))
    const ran = { hours: '7900', flow, innerDiameter: '1.2', height: '45', gasTemperature: '85', conforms: 'yes' }
    await fillItem(page, `outlets_${outlet}`, ran)
    for (const { key, context } of ofOutlet) await fillRow(page, key, context, m3)
  }
}

/** What an outlet carried last year, by what it published of it. */
function yearM3(rows: readonly RowContext[]): number {
  const known = rows.find(({ unit, lastYear }) => unit.startsWith('mg/') && lastYear?.mean && lastYear.totalTonnes)
  return known ? ((known.lastYear?.totalTonnes ?? 0) * per(known.unit)) / (known.lastYear?.mean ?? 1) : 1_200_000
}

const per = (unit: string) => (unit === 'mg/L' ? 1e6 : 1e9)
const three = (value: number) => String(Number(value.toPrecision(3)))

async function fillRow(page: Page, key: string, context: RowContext, m3: number) {
  const { outletKind, unit, limitMin, limitMax, hasTotal, lastYear } = context
  const mean = Math.min(lastYear?.mean ?? (limitMax ?? 10) * 0.4, (limitMax ?? 1e9) * 0.9)
  const max = Math.min(mean * 1.05, limitMax ?? 1e9)
  const values = limitMin === null ? [three(mean * 0.9), three(mean), three(max)] : ['6.8', '7.3', '7.9']
  await box(page, `${key}.min`).fill(values[0] as string)
  await box(page, `${key}.mean`).fill(values[1] as string)
  await box(page, `${key}.max`).fill(values[2] as string)
  await box(page, `${key}.origin`).selectOption('manual')
  await box(page, `${key}.samples`).fill('12')
  await box(page, `${key}.reportNo`).fill('SY2025-001')
  if (outletKind === 'stack' && hasTotal && unit === 'mg/m³') {
    const rate = (max * m3) / 7900 / 1e6
    await box(page, `${key}.rateMin`).fill(three(rate * 0.8))
    await box(page, `${key}.rateMax`).fill(three(rate))
  }
  const needsTotal = hasTotal && (await box(page, `${key}.totalReason`).inputValue()) === ''
  if (needsTotal) await box(page, `${key}.total`).fill(three((mean * m3) / per(unit)))
  if (limitMax === null) return
  await box(page, `${key}.judged`).fill('12')
  await box(page, `${key}.exceeded`).fill('0')
}
