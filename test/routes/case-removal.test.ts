import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { punishmentMeasures } from '#db/vocabulary.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { confirmPunishment, proposePunishment } from '#domain/sanction/commands/punishment.ts'
import { enterAppeal } from '#domain/violation/commands/aftercare/appeal.ts'
import { decideCorrection, proposeCorrection } from '#domain/violation/commands/aftercare/correct.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { applyForRepair, stepRepair } from '#domain/violation/commands/aftercare/repair.ts'
import { publishReply, sendReply } from '#domain/violation/commands/aftercare/reply.ts'
import { recordStep } from '#domain/violation/commands/casework/course.ts'
import { getAftercareFile } from '#domain/violation/queries/aftercare-desk.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { routes } from '#platform/permissions/routes.ts'
import { freePort } from '#platform/postgres/embedded.ts'
import { unzip } from '#platform/sheet/zip.ts'
import { citationFormats } from '#src/components/board/citation.ts'
import { firmAccount } from '#test/domain/violation/aftercare/people.ts'
import { caseOnSite, demoAccount, onSite, ownFirm, siteDatabaseUrl } from '#test/routes/board-case.ts'
import { siteDatabase } from '#test/support/session.ts'

/** Stands in every text of the two cases, and nowhere else in the city. */
const canary = /金丝雀|canaria/i
const root = fileURLToPath(new URL('../..', import.meta.url))
const sql = siteDatabase()
let second: ChildProcess
let said = ''
let sites: string[]
let ofFirm: number
let nameOnly: number
let creditCode: string
let enterpriseId: number
let evidenceId: number

beforeAll(async () => {
  const port = await freePort()
  const env = {
    ...process.env,
    DATABASE_URL: siteDatabaseUrl(),
    DEMO: 'true',
    PORT: String(port),
    API_PER_MINUTE: '1000000',
    NODE_ENV: 'production',
  }
  second = fork(`${root}src/cli/web.ts`, {
    env: { ...env, QINGYUAN_PROCESS: 'web' },
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  for (const stream of [second.stdout, second.stderr]) stream?.on('data', (data: Buffer) => (said += data.toString()))
  await new Promise((resolve) => second.once('message', resolve))
  sites = [inject('siteUrl'), `http://localhost:${port}`]
  const firm = await ownFirm('canary')
  creditCode = firm.creditCode
  enterpriseId = firm.enterpriseId
  await plant(firm.username)
}, 120_000)
afterAll(async () => {
  await new Promise((resolve) => second.once('exit', resolve) && second.kill('SIGTERM'))
  await sql.end()
})

/** Two cases whose every text bears the name: one of a firm in the register, with all that comes after; one of a name alone. */
async function plant(username: string) {
  const texts = {
    category: 'falsified_data' as const,
    title: '金丝雀案由一',
    titleEn: 'Canaria case one',
    facts: '金丝雀事实：2026年5月12日现场检查发现，该单位监测数据系伪造。',
    factsEn: 'Canaria facts: the data were made up.',
    leadWords: '金丝雀线索',
    inspectionWords: '金丝雀检查',
    orderWords: '金丝雀送达',
    bases: ['water-evasion'],
    basisText: '金丝雀依据',
    basisReason: '金丝雀为试验所设的理由',
    authority: '益阳市金丝雀分局',
    readings: ['金丝雀读数 3.1 mg/L'],
    persons: [
      { name: '金丝雀甲', position: '厂长', kind: 'legal_representative' as const, isMinor: false },
      { name: '金丝雀乙', position: '班长', kind: 'responsible' as const, isMinor: false },
    ],
    measures: [
      {
        kind: 'fine' as const,
        amountFen: 200_000_00,
        fromOn: null,
        toOn: null,
        prolongedOn: null,
        periods: [],
        detail: '金丝雀措施',
      },
    ],
  }
  const said = '金丝雀审核意见'
  const planted = new Date()
  ofFirm = await caseOnSite({ ...texts, creditCode, decisionNo: '桃环罚〔2026〕88001号' }, planted, said)
  const second = { title: '金丝雀案由二', enterpriseName: '金丝雀纸业有限公司', decisionNo: '桃环罚〔2026〕88002号' }
  nameOnly = await caseOnSite({ ...texts, ...second }, planted, said)
  const [evidence] = await sql`insert into case_evidence (case_id, kind, description, is_public, added_at)
    values (${ofFirm}, 'record', '金丝雀现场笔录', true, now()) returning id`
  evidenceId = evidence?.id
  const now = new Date()
  const [legal, city] = [await demoAccount('city-legal'), await demoAccount('city-inspection')]
  const firm = firmAccount(username, enterpriseId)
  await onSite(async ({ db }) => {
    await recordStep(db, city, { id: ofFirm, kind: 'rectified', happenedOn: '2026-07-01', detail: '金丝雀整改' }, now)
    await sendReply(db, firm, { caseId: ofFirm, words: '金丝雀申辩：我单位不认可上述说法。' }, now)
    const reply = (await getAftercareFile(db, legal, ofFirm))?.replies[0]?.id as number
    await publishReply(db, legal, { id: reply }, now)
    await enterAppeal(
      db,
      city,
      {
        caseId: ofFirm,
        kind: 'litigation',
        body: '金丝雀人民法院',
        filedOn: '2026-06-20',
        documentNo: '金丝雀行初1号',
      },
      now,
    )
    await proposeCorrection(
      db,
      city,
      {
        caseId: ofFirm,
        field: 'facts',
        after: '金丝雀事实（已更正）：监测数据系伪造。',
        isBeforeShown: true,
        reason: '金丝雀更正理由',
        legalBasis: '金丝雀更正依据',
      },
      now,
    )
    const correction = (await getAftercareFile(db, legal, ofFirm))?.corrections[0]?.id as number
    await decideCorrection(db, legal, { id: correction, isConfirmed: true }, now)
    const punishment = await proposePunishment(
      db,
      city,
      {
        cases: [ofFirm],
        subject: 'legal_representative',
        personName: '金丝雀甲',
        measure: punishmentMeasures[0],
        detail: '金丝雀惩戒内容',
        department: '市场监督管理部门',
        legalBasis: '《示例办法》第一条',
        fromOn: cityDate(now),
        untilOn: addDays(cityDate(now), 300),
      },
      now,
    )
    await confirmPunishment(db, legal, punishment, now)
  })
}

/** Words of both cases' facts that are no canary themselves: a page says again what was searched for. */
const q = encodeURIComponent('监测数据系伪造')
/** Every public address of the site that could hold a case or a firm, in both languages. */
function addresses(): string[] {
  const plain = Object.entries(routes)
    .filter(([, entry]) => entry === 'public.read')
    .flatMap(([pattern]) => filled(pattern))
  const english = plain
    .filter(
      (path) =>
        !/^\/(api|healthz|readyz|metrics)|\.(csv|json|xlsx|atom|png|xml|txt|bib|ris)$|\/(cite|evidence)/.test(path),
    )
    .map((path) => (path === '/' ? '/en' : `/en${path}`))
  const searched = [
    '/board',
    '/en/board',
    '/api/v1/violations',
    '/board/feed.atom',
    '/board/feed.json',
    '/board.csv',
    '/board.json',
    '/board.xlsx',
    '/embed/board',
    '/search',
    '/en/search',
    '/api/v1/search',
    '/search/suggest',
  ]
    .filter((path) => path.startsWith('/api/') || path.replace(/^\/en/, '') in routes)
    .map((path) => `${path}?q=${q}`)
  return [...plain, ...english, ...searched]
}
const ids = () => [String(ofFirm), String(nameOnly)]
function filled(pattern: string): string[] {
  if (!pattern.includes('[')) return [pattern]
  if (pattern.includes('/[list]'))
    return openLists.flatMap(({ name }) =>
      [
        '',
        ...(pattern.startsWith('/api') && /^(violations|enterprises|joint-punishments)$/.test(name)
          ? ['.csv', '.json', '.xlsx']
          : []),
      ].map((format) => pattern.replace('[list]', name + format)),
    )
  if (pattern.includes('[evidenceId]')) return [`/board/${ofFirm}/evidence/${evidenceId}`]
  if (/^\/(api\/v1\/violations|board)\/\[id\]/.test(pattern))
    return ids().flatMap((id) =>
      (pattern.includes('[format]')
        ? citationFormats.map((format) => pattern.replace('[format]', format))
        : [pattern]
      ).map((path) => path.replace('[id]', id)),
    )
  if (pattern.includes('[creditCode]')) return [pattern.replace('[creditCode]', creditCode)]
  return [] // of a disclosure, a standard, a text of the library: nothing of a case is in it
}

async function text(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { redirect: 'manual' })
  const bytes = Buffer.from(await response.arrayBuffer())
  const isSheet = response.headers.get('content-type')?.includes('spreadsheetml')
  return {
    status: response.status,
    text: isSheet ? [...unzip(bytes).values()].map(String).join('\n') : bytes.toString(),
  }
}
async function shownAt(paths: string[]): Promise<string[]> {
  const shown: string[] = []
  for (const site of sites)
    for (const path of paths)
      if (canary.test((await text(site + path)).text)) shown.push(`${sites.indexOf(site)} ${path}`)
  return shown
}

describe('a record that leaves the board', () => {
  it('is everywhere before, in both processes, and nowhere within a minute after, its tombstone aside', async () => {
    const paths = addresses()
    for (const site of sites)
      await expect
        .poll(async () => (await text(`${site}/search?q=${q}`)).text, { timeout: 60_000, interval: 250 })
        .toMatch(canary) // the index has heard of them
    await shownAt(paths) // now the pages are kept
    const before = await shownAt(paths)
    for (const path of [
      `/board/${ofFirm}`,
      `/en/board/${ofFirm}`,
      `/board/${nameOnly}`,
      `/api/v1/violations/${ofFirm}`,
      `/board/feed.atom?q=${q}`,
      `/board/feed.json?q=${q}`,
      `/api/v1/violations?q=${q}`,
      `/enterprises/${creditCode}`,
      '/board/joint-punishment',
      `/board?q=${q}`,
      `/search?q=${q}`,
      `/api/v1/search?q=${q}`,
    ])
      for (const site of [0, 1]) expect(before, path).toContain(`${site} ${path}`)
    const page = (await text(`${sites[0]}/board/${ofFirm}`)).text
    for (const words of [
      '金丝雀申辩',
      '金丝雀人民法院',
      '金丝雀更正理由',
      '金丝雀甲',
      '金丝雀乙',
      '金丝雀整改',
      '金丝雀现场笔录',
    ])
      expect(page).toContain(words)

    const now = new Date()
    const [county, city, legal] = [
      await demoAccount('county-taojiang'),
      await demoAccount('city-inspection'),
      await demoAccount('city-legal'),
    ]
    await onSite(async ({ db }) => {
      const firm = firmAccount(
        (await sql`select user_id from memberships where enterprise_id = ${enterpriseId}`)[0]?.user_id,
        enterpriseId,
      )
      await applyForRepair(
        db,
        firm,
        {
          caseId: ofFirm,
          correctedOn: '2026-07-01',
          paidOn: '2026-07-02',
          hasPromised: true,
          promise: '金丝雀承诺：今后依法排污。',
        },
        now,
      )
      const repair = (await getAftercareFile(db, city, ofFirm))?.repairs[0]?.id as number
      await stepRepair(db, county, { id: repair, step: 'support', words: '金丝雀核实属实' }, now)
      await stepRepair(db, city, { id: repair, step: 'grant', words: '金丝雀准予修复' }, now)
      await withdrawCase(db, legal, { caseId: nameOnly, reason: 'published_wrongly', words: '金丝雀不应公布' }, now)
    })
    const removed = performance.now()
    // First where it was, until it is gone from there; then everything.
    let left = before.map((entry) => entry.split(' ') as [string, string])
    while (left.length > 0 && performance.now() - removed < 60_000) {
      const still: [string, string][] = []
      for (const [site, path] of left)
        if (canary.test((await text(sites[Number(site)] + path)).text)) still.push([site, path])
      left = still
    }
    const seconds = (performance.now() - removed) / 1000
    expect(left).toEqual([])
    expect(seconds).toBeLessThan(60)
    console.log(
      `a removed record was gone from ${before.length} public outputs of two processes after ${seconds.toFixed(1)} s (time of asking them all)`,
    )
    expect(await shownAt(paths)).toEqual([])
    for (const site of sites)
      for (const id of ids())
        for (const path of paths.filter((each) => each.includes(`/${id}`) && !each.includes('/evidence/')))
          expect([path, (await text(site + path)).status]).toEqual([path, 410])
  }, 180_000)

  it('leaves its tombstone: the fact, its days, the reason and the basis, and a record for programs', async () => {
    const { text: page } = await text(`${sites[1]}/board/${ofFirm}`)
    expect(page).toContain('这条记录已从曝光台移除')
    expect(page).toContain('完成信用修复')
    const answer = JSON.parse((await text(`${sites[0]}/api/v1/violations/${nameOnly}`)).text)
    expect(answer).toMatchObject({
      status: 410,
      removal: {
        id: nameOnly,
        state: 'withdrawn',
        reason: 'published_wrongly',
        legalBasis: expect.stringContaining('政府信息公开条例'),
      },
    })
    expect((await text(`${sites[0]}/board/feed.json`)).text).toContain(`/board/${ofFirm}"`)
  })

  it('is in no table but the sealed one, in no event, and in nothing that the process said', async () => {
    const tables =
      await sql`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
    const holding: string[] = []
    for (const { table_name: table } of tables) {
      const [found] = await sql`select exists (select from ${sql(table)} as t where t::text ~* '金丝雀|canaria') as yes`
      if (found?.yes) holding.push(table)
    }
    expect(holding).toEqual(['case_seals'])
    expect(said).not.toMatch(canary)
  })

  it('is counted for its firm no more', async () => {
    const [firm] =
      await sql`select violation_count, (select count(*)::int from violation_cases where enterprise_id = e.id and state = 'published') as cases from enterprises e where id = ${enterpriseId}`
    expect(firm?.violation_count).toBe(firm?.cases)
  })
})
