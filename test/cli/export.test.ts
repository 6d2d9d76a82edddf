import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { readXlsx } from '#platform/sheet/xlsx.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'

const database = useDatabase('qy_demo')
const folder = useFolder()
const portal = (...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/portal.ts', 'export', ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

it('gives a list by its filters to standard output, in the order of the API, and proves that it is whole', async () => {
  const done = portal('violations', '--filters', 'region=430922&year=2026', '--lang', 'zh')
  expect([done.status, done.stderr]).toEqual([0, ''])
  const [head, ...lines] = parse(done.stdout, { bom: true }) as string[][]
  const [known] = await database.sql`
    select count(*)::int as n from violation_cases where state = 'published' and region_code = '430922' and extract(year from decided_on) = 2026`
  expect(known?.n).toBeGreaterThan(0)
  expect(head).toContain('罚款合计（CNY）')
  const days = lines.slice(0, -1).map((line) => line[head?.indexOf('决定日期') ?? -1] as string)
  expect(days).toEqual(days.toSorted().reverse())
  const body = done.stdout.slice(0, done.stdout.lastIndexOf('#end'))
  expect(lines.at(-1)?.[0]).toBe(`#end rows=${known?.n} sha256=${sha256(body)}`)
})

it('writes other formats into a file', async () => {
  const json = join(folder, 'sectors.json')
  expect(portal('sectors', '--format', 'json', '--out', json).status).toBe(0)
  const whole = JSON.parse(readFileSync(json, 'utf8')) as { data: object[]; total: number }
  expect(whole.total).toBe(whole.data.length)
  expect(whole.total).toBeGreaterThan(5)
  const xlsx = join(folder, 'sectors.xlsx')
  expect(portal('sectors', '--format', 'xlsx', '--out', xlsx, '--lang', 'en').status).toBe(0)
  const { sheets } = await readXlsx(readFileSync(xlsx))
  expect(sheets[0]?.rows.length).toBe(whole.total + 1)
})

it.each([
  [['nothing'], 'Lists:\n  enterprises'],
  [[], 'portal export LIST'],
  [['violations', '--format', 'pdf'], '--format was given as pdf; violations has: csv, json, xlsx'],
  [['violations', '--filters', 'region=999999&year=x'], 'year: '],
  [['violations', '--filters', 'sektor=1'], 'There is no such parameter'],
])('%j is refused in words, and nothing is written', (args, words) => {
  const done = portal(...args)
  expect(done.status).toBe(1)
  expect(done.stdout).toBe('')
  expect(done.stderr).toContain(words)
  expect(done.stderr).not.toContain('    at ')
})
