import { eq, isNotNull } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { caseSeals } from '#db/schema/aftercare.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { removeDue } from '#domain/violation/commands/aftercare/expire.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { editDraft } from '#domain/violation/commands/casework/draft.ts'
import { passCase, publishCase, submitCase } from '#domain/violation/commands/casework/steps.ts'
import { getCaseFile } from '#domain/violation/queries/case-file.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { sealedParts } from '#src/i18n/messages/aftercare.ts'
import { type Officers, officers } from '#test/domain/violation/aftercare/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
let people: Officers

beforeAll(async () => {
  people = await officers(database.db)
})
const inState = (state: 'draft' | 'legal_review' | 'published') =>
  database.db.select({ id: cases.id, regionCode: cases.regionCode }).from(cases).where(eq(cases.state, state))

describe('the cases of the loaded demo city', () => {
  it('that are with the legal desk are passed, and then published by a third person', async () => {
    const waiting = await inState('legal_review')
    expect(waiting.length).toBeGreaterThan(3)
    for (const { id } of waiting) {
      expect(await getCaseFile(database.db, people.legal, id)).toMatchObject({ stage: 'in_review', revision: 1 })
      const shown = await getCase(database.db, id)
      expect(shown).toBeUndefined()
      await passCase(database.db, people.legal, { id, revision: 1, words: '' }, now)
      await publishCase(database.db, people.city, { id, revision: 1, words: '' }, now)
      expect(await getCase(database.db, id)).toMatchObject({ state: 'published' })
    }
  })

  it('that the counties draft are edited and submitted by their county; saved anew, they say the same', async () => {
    const drafts = await inState('draft')
    expect(drafts.length).toBeGreaterThan(3)
    for (const { id, regionCode } of drafts) {
      const county: Account = { ...people.county, regionCode }
      const file = await getCaseFile(database.db, county, id)
      const content = file?.content as CaseContent
      const row = () => database.db.select().from(cases).where(eq(cases.id, id))
      const before = await row()
      const { revision } = await editDraft(
        database.db,
        county,
        { id, revision: 1, content: { ...content, leadReference: '巡查记录第3号' } },
        now,
      )
      expect(await row()).toEqual(before.map((each) => ({ ...each, updatedAt: now })))
      await submitCase(database.db, county, { id, revision, words: '' }, now)
    }
  })

  it('that left the board are sealed like any other: the same parts, and nothing left in the row', async () => {
    const [standing] = await inState('published')
    const id = standing?.id as number
    await withdrawCase(database.db, people.legal, { caseId: id, reason: 'decision_void', words: '' }, now)
    const seals = await database.db.select().from(caseSeals)
    const gone = await database.db.select().from(cases).where(isNotNull(cases.removedOn))
    expect(new Set(seals.map(({ caseId }) => caseId))).toEqual(new Set(gone.map((row) => row.id)))
    const ours = seals.find(({ caseId }) => caseId === id)
    const partsOf = (content: Record<string, unknown>) => Object.keys(content).sort()
    const named = Object.keys(sealedParts.zh)
    expect(partsOf(ours?.content ?? {})).toEqual([...named, 'record'].sort())
    for (const { caseId, content, reason } of seals) {
      const row = gone.find((each) => each.id === caseId)
      expect(partsOf(content)).toEqual(partsOf(ours?.content ?? {}))
      expect(content.record).toMatchObject({ id: caseId, decisionNo: expect.stringContaining('罚〔') })
      expect(row).toMatchObject({ removalReason: reason, title: '（已移除）', enterpriseId: null })
    }
  })

  it('stand within their term: the clock takes none of them down on the day they are loaded', async () => {
    expect(await removeDue(database.db, now)).toBe(0)
  })
})
