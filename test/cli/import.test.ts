import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'
import { csv, gbk } from '#test/support/sheet-files.ts'

const database = useDatabase('qy_empty')
const folder = useFolder()

const portal = (...args: string[]) =>
  spawnSync(process.execPath, ['src/cli/portal.ts', 'import', ...args], {
    env: { ...process.env, DATABASE_URL: database.url },
    encoding: 'utf8',
  })
const file = (name: string, content: Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const count = async () => (await database.sql`select count(*)::int as n from enterprises`)[0]?.n
const head = ['企业名称', '统一社会信用代码', '法定代表人', '地址', '经度', '纬度', '行业', '市区县', '类别']
const row = [
  '安化测试锑业',
  creditCodeOf('91', '430923', 'MAXBB001'),
  '某某',
  '东坪镇',
  '111.21°',
  '28°22′30″',
  '有色金属',
  '安化县',
  '省控',
]

describe('portal import enterprises', () => {
  it('says line by line what is wrong with a file, and writes nothing', async () => {
    const bad = row.with(4, '111.12.36').with(7, '安花县')
    const done = portal('enterprises', file('bad.csv', gbk(csv([['清单'], head, bad]))))
    expect(done.status).toBe(1)
    expect(done.stdout).toContain('CSV, GB18030, ","，表头在第 2 行')
    expect(done.stdout).toContain('第 3 行 E 列（经度）：给出“111.12.36”，两个点的写法可能是度分秒')
    expect(done.stdout).toContain('第 3 行 H 列（市区县）：给出“安花县”，没有这个县（市、区）；可选：')
    expect(done.stdout).toContain('没有写入任何内容')
    expect(await count()).toBe(0)
  })

  it('tries a file with --dry-run, then writes it once', async () => {
    const path = file('good.csv', gbk(csv([head, row])))
    const tried = portal('enterprises', path, '--dry-run', '--lang', 'en')
    expect(tried.stdout).toContain('1 new, 0 changed, 0 unchanged')
    expect(tried.stdout).toContain('Dry run: nothing was written.')
    expect(await count()).toBe(0)
    expect(portal('enterprises', path).stdout).toContain('新增 1 家，更新 0 家，未变 0 家')
    expect(await count()).toBe(1)
    expect(portal('enterprises', path).stdout).toContain('新增 0 家，更新 0 家，未变 1 家')
    expect(await database.sql`select actor_id from events where kind = 'enterprise.registered'`).toEqual([
      { actor_id: null },
    ])
  })

  it.each([
    [['enterprises'], 'portal import enterprises|cases|ledgers FILE'],
    [['outlets', 'x.csv'], 'portal import enterprises|cases|ledgers FILE'],
    [['enterprises', '/nowhere/x.csv'], '没有文件'],
    [['enterprises', 'x.csv', '--lang', 'fr'], 'allowed: zh, en'],
  ])('%j is refused with what is allowed', (args, message) => {
    const done = portal(...args)
    expect(done.status).toBe(1)
    expect(done.stderr).toContain(message)
  })

  it('does not open a file of 200 MB', () => {
    const path = file('huge.xlsx', Buffer.from('PK'))
    truncateSync(path, 200 * 1024 * 1024)
    const done = portal('enterprises', path)
    expect(done.status).toBe(1)
    expect(done.stderr).toContain('文件有 200 MB，最多 10 MB')
  })
})

describe('portal import ledgers', () => {
  const ledger = (unit: string, name: string) =>
    file(
      `${unit}.csv`,
      gbk(
        csv([
          ['工业污染源达标计划问题整改台账'],
          [`填报单位（盖章）：${unit}`],
          ['序号', '企业名称', '市州', '类别', '所属行业', '存在的问题', '整治措施', '完成时限', '是否整改到位'],
          ['1', name, '安化县', '省控', '有色金属', '雨水沟有废水直排', '封堵并建收集池', '2099-12-07', '否'],
          ['每个序号对应1个问题，如一家企业有2个以上问题应分别列出。'],
        ]),
      ),
    )
  const known = async () => (await database.sql`select count(*)::int as n from problems`)[0]?.n

  it('refuses a seal line of another city, and writes a ledger of its own', async () => {
    const refused = portal('ledgers', ledger('长沙县环境保护局', '安化测试锑业'))
    expect([refused.status, refused.stdout.includes('不是本市的县（市、区）')]).toEqual([1, true])
    expect(portal('ledgers', ledger('安化环保分局', '安化测试锑业')).stdout).toContain('新增 1 个问题')
    expect(await known()).toBe(1)
  })
})
