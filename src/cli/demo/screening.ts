import { eq, sql } from 'drizzle-orm'
import { connect, type Db } from '#db/client.ts'
import { ledgerSnapshots, screeningRows } from '#db/schema/screening.ts'
import { addDays } from '#db/seed/days.ts'
import { listRegions } from '#domain/region/queries.ts'
import { completeRow } from '#domain/screening/commands/complete.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { keepLedgers } from '#domain/screening/commands/keep-ledgers.ts'
import { getScreeningRow } from '#domain/screening/queries/row.ts'
import { screeningFields, standing } from '#domain/screening/rules/fields.ts'
import { monthBefore } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { demoAccount } from '#src/cli/demo/staff.ts'

/** The county whose last ledgers are not reported yet: the portal keeps them with its return. */
const late = '430971'

/**
 * The screening ledger of the demo city: most firms of the first batch screened in its window, some lines completed by two counties,
 * the ledgers of the last two months reported. Nothing where a ledger was reported already.
 */
export async function loadDemoScreening(url: string, now: Date): Promise<void> {
  const connection = connect(url, { max: 2, name: 'qingyuan-seed', statementTimeoutMs: 0 })
  try {
    const { db } = connection
    if ((await db.$count(ledgerSnapshots)) > 0) return
    const lastMonth = monthBefore(cityDate(now))
    const before = monthBefore(`${lastMonth}-01`)
    await deriveRows(db, 'all', nineOn(`${lastMonth}-01`))
    await screen(db, now)
    const counties = (await listRegions(db)).map(({ code }) => code)
    for (const [month, on, missing] of [
      [before, `${lastMonth}-01`, undefined],
      [lastMonth, `${cityDate(now).slice(0, 7)}-01`, late],
    ] as const) {
      const report = { month, isUnreported: false }
      for (const regionCode of counties)
        if (regionCode !== missing)
          await db.transaction((tx) => keepLedgers(tx, { ...report, regionCode }, 'system', nineOn(on)))
      if (month === before) await completeSome(db, nineOn(addDays(on, 9)))
    }
  } finally {
    await connection.close()
  }
}

const nineOn = (day: string) => new Date(`${day}T09:00:00+08:00`)

/** Six in seven of the first batch, each on a day of the screening window that follows from its number. */
async function screen(db: Db, now: Date): Promise<void> {
  await db.execute(sql`
    update screening_rows r set screened_on = b.screening_from
        + make_interval(years => coalesce((select max(years_later) from plan_calendar), 0), days => r.enterprise_id * 17 % 74)
    from batches b where b.batch = r.batch and r.batch = 1 and r.enterprise_id % 7 <> 3
      and b.screening_from + make_interval(years => coalesce((select max(years_later) from plan_calendar), 0), days => 74) < ${cityDate(now)}::date`)
}

/** What two counties wrote where the records were silent, or said too little. */
async function completeSome(db: Db, now: Date): Promise<void> {
  for (const username of ['county-taojiang', 'county-anhua']) {
    const account = await demoAccount(db, username)
    if (!account) continue
    const lines = await db
      .select({ id: screeningRows.id })
      .from(screeningRows)
      .where(
        sql`${eq(screeningRows.regionCode, account.regionCode ?? '')} and ${screeningRows.batch} = 1 and ${screeningRows.missing} <> '{}'`,
      )
      .orderBy(screeningRows.id)
      .limit(6)
    for (const [i, { id }] of lines.entries()) {
      const row = await getScreeningRow(db, id)
      if (!row) continue
      const texts = standing(row.derived, row.entered)
      const typed = Object.fromEntries(
        screeningFields.map((field) => [
          field,
          texts[field] ?? (row.missing.includes(field) ? (words[field]?.[i % 2] ?? '') : ''),
        ]),
      )
      const was = Object.fromEntries(screeningFields.map((field) => [`was.${field}`, texts[field] ?? '']))
      was['was.screenedOn'] = row.screenedOn ?? ''
      await completeRow(
        db,
        account,
        { id, screenedOn: row.screenedOn ?? addDays(cityDate(now), -20), ...typed, ...was } as never,
        now,
      )
    }
  }
}

const words: Partial<Record<(typeof screeningFields)[number], readonly [string, string]>> = {
  permitNo: ['正在办理，已受理', '登记管理，不需要许可证'],
  permitContents: ['按登记表管理', '许可内容以排污登记为准'],
  facilities: ['布袋除尘一套，沉淀池一座', '化粪池与隔油池，出水进园区管网'],
  concentrations: ['以最近一次监督性监测为准', '未单独监测，随园区总排口'],
  totals: ['未核定总量', '按登记，不设总量'],
  prominentProblems: ['无', '雨污分流不彻底，已要求整改'],
  exceedanceCause: ['药剂投加不足，已调整', '进水波动，设备检修后恢复'],
  onlineComparison: ['已联网，按季比对', '已联网，比对合格'],
  onlineValidity: ['按月审核，有效', '按月审核，有效'],
  onlineExceeded: ['no', 'no'],
  onlineExceedanceCause: ['起炉阶段波动', '进水浓度升高'],
}
