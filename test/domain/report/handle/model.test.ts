import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concludeReport, reopenReport } from '#domain/report/commands/handle/conclude.ts'
import { extendReport, recordInspection } from '#domain/report/commands/handle/progress.ts'
import {
  acceptReport,
  joinReport,
  referReport,
  refuseReport,
  routeReport,
} from '#domain/report/commands/handle/triage.ts'
import { listReportHistory } from '#domain/report/queries/office/file.ts'
import type { ReportState } from '#domain/report/rules/machine.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { conclusion, object, receive, rowOf } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')

/** What a report can be, told apart from the code: the rule in the words of the procedure. */
interface Model {
  state: ReportState
  /** Who decided last: may not look at it again. */
  decidedBy: string | null
  isObjected: boolean
  extended: number
  steps: number
}
type Act = 'accept' | 'refuse' | 'refer' | 'join' | 'conclude' | 'reopen' | 'route' | 'extend' | 'inspect' | 'object'
const acts: Act[] = ['accept', 'refuse', 'refer', 'join', 'conclude', 'reopen', 'route', 'extend', 'inspect', 'object']

/** May this person do this, by the procedure? */
function may({ state, decidedBy, isObjected, extended }: Model, act: Act, person: string): boolean {
  switch (act) {
    case 'accept':
    case 'refuse':
    case 'refer':
      return state === 'received'
    case 'join':
    case 'route':
      return state === 'received' || state === 'accepted'
    case 'inspect':
      return state === 'accepted'
    case 'extend':
      return state === 'accepted' && !isObjected && extended + 10 <= 30
    case 'conclude':
      return state === 'accepted' && decidedBy !== person
    case 'reopen':
      return ['refused', 'referred', 'concluded'].includes(state) && isObjected && decidedBy !== person
    case 'object':
      return ['refused', 'referred', 'concluded'].includes(state) && !isObjected
  }
}

function after(model: Model, act: Act, person: string): Model {
  const next: Partial<Record<Act, Partial<Model>>> = {
    accept: { state: 'accepted' },
    refuse: { state: 'refused', decidedBy: person },
    refer: { state: 'referred', decidedBy: person },
    join: { state: 'joined' },
    conclude: { state: 'concluded', decidedBy: person, isObjected: false },
    reopen: { state: 'accepted' },
    extend: { extended: model.extended + 10 },
    object: { isObjected: true },
  }
  return { ...model, ...next[act], steps: model.steps + (act === 'object' ? 0 : 1) }
}

it('whatever officers try in whatever order, a report goes only the ways of the procedure, each step in its history', {
  timeout: 180_000,
}, async () => {
  const { db } = database
  const people = [await anOfficer(db, 'one', null), await anOfficer(db, 'two', null)] as [Account, Account]
  const lead = (await receive(db, now)).id
  await acceptReport(db, people[0], { id: lead, revision: 0, words: '', note: '' }, now)
  const plan = fc.array(fc.record({ act: fc.constantFrom(...acts), person: fc.constantFrom(0, 1) }), {
    minLength: 3,
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(plan, async (attempts) => {
      const { id } = await receive(db, now, { regionCode: null })
      let model: Model = { state: 'received', decidedBy: null, isObjected: false, extended: 0, steps: 1 }
      for (const { act, person } of attempts) {
        const officer = people[person] as Account
        const { revision, regionCode } = await rowOf(db, id)
        const ref = { id, revision, words: '告知', note: '' }
        const take: Record<Act, () => Promise<unknown>> = {
          accept: () => acceptReport(db, officer, ref, now),
          refuse: () => refuseReport(db, officer, { ...ref, ground: 'no_facts' }, now),
          refer: () => referReport(db, officer, { ...ref, authority: '长沙市', telephone: '0731-12345' }, now),
          join: () => joinReport(db, officer, { ...ref, joinedToId: lead }, now),
          conclude: () => concludeReport(db, officer, { ...ref, ...conclusion }, now),
          reopen: () => reopenReport(db, officer, ref, now),
          route: () => routeReport(db, officer, { ...ref, regionCode: regionCode === '430922' ? null : '430922' }, now),
          extend: () => extendReport(db, officer, { ...ref, days: 10 }, now),
          inspect: () => recordInspection(db, officer, { ...ref, inspectedOn: '2026-11-25', note: '到现场' }, now),
          object: () => object(db, id, now),
        }
        const isAllowed = may(model, act, officer.userId)
        if (act === 'object' && !isAllowed) continue // the reporter’s own command refuses it
        const outcome = await take[act]().then(
          () => true,
          (error) => {
            if (!(error instanceof DomainError)) throw error
            return false
          },
        )
        expect({ act, person, from: model.state, outcome }).toEqual({
          act,
          person,
          from: model.state,
          outcome: isAllowed,
        })
        if (isAllowed) model = after(model, act, officer.userId)
        expect((await rowOf(db, id)).state).toBe(model.state)
      }
      expect(await listReportHistory(db, id)).toHaveLength(model.steps)
    }),
    { numRuns: 40 },
  )
})
