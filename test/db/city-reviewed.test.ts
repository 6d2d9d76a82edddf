import { expect, test } from 'vitest'
import { getDisclosure } from '#domain/disclosure/queries/public.ts'
import { listDeskReports } from '#domain/error-report/queries/list.ts'
import { answerTerm } from '#domain/error-report/rules.ts'
import { compareDisclosure } from '#domain/monitoring/queries/comparison.ts'
import { listDoubts } from '#domain/review/queries/doubts.ts'
import { listFields } from '#domain/review/queries/fields.ts'
import { countInbox } from '#domain/review/queries/inbox.ts'
import { listReviews } from '#domain/review/queries/reviews.ts'
import { barToReview, type GivenReview, reviewState } from '#domain/review/rules/state.ts'
import { cityDate } from '#platform/clock.ts'
import { addWorkdays } from '#platform/workdays.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')

test('the demo city has something in every state of review, and something in doubt', async () => {
  const { states, openDoubts } = await countInbox(database.db, {})
  for (const state of ['waiting_county', 'waiting_city', 'agreed', 'returned'])
    expect(states.get(state), state).toBeGreaterThan(0)
  expect(openDoubts).toBeGreaterThan(0)
})

test('its reviews came about as the portal’s own rules allow, and name fields that their version has', async () => {
  const reviewed = await database.sql<
    { id: number }[]
  >`select distinct disclosure_id as id from disclosure_reviews order by 1`
  expect(reviewed.length).toBeGreaterThan(300)
  for (const { id } of reviewed.filter((_, i) => i % 7 === 0 || i > reviewed.length - 20)) {
    const [reviews, doubts] = [await listReviews(database.db, id), await listDoubts(database.db, id)]
    const given: GivenReview[] = []
    for (const review of reviews) {
      const rejectedDoubts = doubts.filter(({ state }) => state === 'rejected').length
      const openDoubts = doubts.filter(({ state }) => state === 'open').length
      const intended = { ...review, reviewerId: review.level, isInForce: true, openDoubts, rejectedDoubts }
      expect(barToReview(given, intended), `${id} ${review.level}`).toBeUndefined()
      given.push({ ...review, reviewerId: review.level })
      const fields = await listFields(database.db, id, 'public')
      for (const { field } of review.points) expect(fields, `${id}`).toContain(field)
      if (review.opinion === 'returned') expect(review.points.length).toBeGreaterThan(0)
    }
    expect(reviewState(new Date(0), reviews).since.getTime()).toBeGreaterThan(0)
  }
})

test('its doubts are those that devices and permits give rise to: both figures stand in the record', async () => {
  const doubted = await database.sql<{ id: number }[]>`select distinct disclosure_id as id from disclosure_doubts`
  expect(doubted.length).toBeGreaterThan(2)
  for (const { id } of doubted) {
    const disclosure = await getDisclosure(database.db, id)
    if (!disclosure) throw new Error('no such version')
    const compared = await compareDisclosure(database.db, disclosure.year - 1, disclosure.rows)
    for (const { field, code, given, reason } of await listDoubts(database.db, id)) {
      const [outletId, factorCode] = (field.slice(1).split('.')[0] as string).split('_')
      const row = disclosure.rows.find((each) => each.outletId === Number(outletId) && each.factorCode === factorCode)
      expect(row?.unusualReason).toBe(reason)
      const found = compared.find((each) => each.outletId === Number(outletId) && each.factorCode === factorCode)
      if (code === 'over_permit') expect(given).toEqual({ value: row?.totalTonnes, permitted: row?.permittedTonnes })
      else expect(found?.comparison.contradictions, `${id} ${field}`).toContainEqual({ code, given })
    }
  }
})

test('its readers’ reports are due after fifteen working days and some wait, are answered, mended, withheld', async () => {
  const reports = await listDeskReports(database.db, {})
  for (const { reportedAt, dueOn } of reports)
    expect(dueOn).toBe(addWorkdays(cityDate(reportedAt), answerTerm.workingDays))
  expect(reports.some(({ answers, hiddenAt }) => answers.length === 0 && !hiddenAt)).toBe(true)
  expect(reports.some(({ answers }) => answers.length > 0)).toBe(true)
  expect(reports.some(({ answers }) => answers.some(({ mendedByVersion }) => mendedByVersion === 2))).toBe(true)
  expect(reports.some(({ hiddenGround }) => hiddenGround === 'personal_information')).toBe(true)
})
