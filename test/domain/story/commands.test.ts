import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { publishDueStories, publishStory, unscheduleStory, withdrawStory } from '#domain/story/commands/publish.ts'
import { addStoryFile, beginStory, removeStoryFile, saveStory } from '#domain/story/commands/write.ts'
import type { StoryWriting } from '#domain/story/input.ts'
import { getOfficeStory, listOfficeStories } from '#domain/story/queries/office.ts'
import { getStory, getStoryFile, listStories, listWithdrawnStories } from '#domain/story/queries/public.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-03-02T02:00:00Z')
let writer: Account
let publisher: Account
let count = 0
beforeAll(async () => {
  writer = await anOfficer(database.db, 'writer', '430922')
  publisher = await anOfficer(database.db, 'publisher', null)
})
const texts = (change: Partial<StoryWriting> = {}): StoryWriting => ({
  slug: `story-${++count}`,
  kind: 'result',
  category: null,
  title: '整改完成',
  titleEn: null,
  summary: '全部完成',
  summaryEn: null,
  body: '## 结果\n\n全部完成，见[曝光台](/board)。',
  bodyEn: null,
  ...change,
})
const begin = async (change: Partial<StoryWriting> = {}) => {
  const given = texts(change)
  return { ...given, id: await beginStory(database.db, writer, given, now) }
}
const publish = (id: number, version = 1, publishAt = '', viewer = publisher) =>
  publishStory(database.db, viewer, { id, version, publishAt }, now)
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof DomainError) return error.problems[0]?.field ?? error.code
  throw error ?? new Error('was not refused')
}
const shown = async (slug: string) => {
  const found = await getStory(database.db, slug)
  return found?.state === 'published' ? found.title : found?.state
}

describe('a story', () => {
  it('is public when a second person published it, and not before', async () => {
    const { id, slug } = await begin()
    expect(await shown(slug)).toBeUndefined()
    expect(await refused(publish(id, 1, '', writer))).toBe('not_allowed')
    expect(await publish(id)).toBe('published')
    expect(await shown(slug)).toBe('整改完成')
    expect((await listStories(database.db, { page: 1 })).rows.map((row) => row.slug)).toContain(slug)
    const kinds = await database.db
      .select({ kind: events.kind })
      .from(events)
      .where(eq(events.subject, `story:${id}`))
    expect(kinds.map(({ kind }) => kind)).toEqual(['story_draft.begun', 'story.published'])
  })

  it('a change waits for a second person; until then the old text stands', async () => {
    const { id, ...given } = await begin()
    await publish(id)
    await saveStory(database.db, writer, { ...given, id, version: 1, title: '更正后的标题' }, now)
    expect(await shown(given.slug)).toBe('整改完成')
    expect(await refused(publish(id, 1))).toBe('conflict')
    expect(await refused(publish(id, 2, '2026-03-05T09:00'))).toBe('publishAt')
    await publish(id, 2)
    expect(await shown(given.slug)).toBe('更正后的标题')
    expect((await getOfficeStory(database.db, writer, id, 1))?.texts.title).toBe('整改完成')
    expect((await getOfficeStory(database.db, writer, id))?.versions).toHaveLength(2)
    expect(await refused(saveStory(database.db, writer, { ...given, id, version: 2, slug: 'elsewhere' }, now))).toBe(
      'slug',
    )
  })

  it('two who write at once: the second is told and loses nothing', async () => {
    const { id, ...given } = await begin()
    await saveStory(database.db, publisher, { ...given, id, version: 1 }, now)
    expect(await refused(saveStory(database.db, writer, { ...given, id, version: 1 }, now))).toBe('conflict')
    // The city's officer has now written, too.
    expect(await refused(publish(id, 2))).toBe('not_allowed')
  })

  it('appears at its time by itself, once; a save or a second thought takes the time back', async () => {
    const { id, slug, ...given } = await begin()
    expect(await refused(publish(id, 1, '2026-03-01T09:00'))).toBe('publishAt')
    expect(await publish(id, 1, '2026-03-03T09:00')).toBe('scheduled')
    expect(await publishDueStories(database.db, new Date('2026-03-03T00:59:59Z'))).toBe(0)
    await unscheduleStory(database.db, publisher, id, now)
    expect(await refused(unscheduleStory(database.db, publisher, id, now))).toBe('conflict')
    await publish(id, 1, '2026-03-03T09:00')
    await saveStory(database.db, writer, { ...given, slug, id, version: 1 }, now)
    expect(await publishDueStories(database.db, new Date('2026-03-03T01:00:00Z'))).toBe(0)
    await publish(id, 2, '2026-03-03T09:00')
    expect(await publishDueStories(database.db, new Date('2026-03-03T01:00:00Z'))).toBe(1)
    expect(await publishDueStories(database.db, new Date('2026-03-03T01:00:00Z'))).toBe(0)
    expect(await shown(slug)).toBe('整改完成')
  })

  it('withdrawn, it leaves its days and the reason; nothing of its text', async () => {
    const { id, slug } = await begin({ title: '不该出现的标题' })
    await publish(id)
    expect(await refused(withdrawStory(database.db, writer, { id, reason: '数据有误' }, now))).toBe('not_allowed')
    await withdrawStory(database.db, publisher, { id, reason: '数据有误' }, now)
    const gone = await getStory(database.db, slug)
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawnOn: '2026-03-02', reason: '数据有误' })
    expect(JSON.stringify(gone)).not.toContain('不该出现')
    expect((await listWithdrawnStories(database.db, '2026-03-01')).map((row) => row.slug)).toContain(slug)
    expect(await refused(publish(id))).toBe('conflict')
  })

  it('a draft that is withdrawn leaves no trace in public', async () => {
    const { id, slug } = await begin()
    await withdrawStory(database.db, publisher, { id, reason: '不再需要' }, now)
    expect(await getStory(database.db, slug)).toBeUndefined()
  })

  it.each([
    ['a script by link', { body: '看这里 [点](javascript:alert(1)) 的内容' }, 'body'],
    ['raw HTML in English', { bodyEn: '<iframe src="/x"></iframe> words' }, 'bodyEn'],
    ['a picture by link', { body: '![图](https://example.invalid/x.png) 一张图' }, 'body'],
    ['a mobile number', { body: '请与当事人联系 13807370000 了解情况' }, 'body'],
    ['an exposure of nothing', { kind: 'exposure' as const }, 'category'],
    ['a result with a violation', { category: 'falsified_data' }, 'category'],
  ])('%s is refused at its field', async (_, change, field) => expect(await refused(begin(change))).toBe(field))

  it('an address is given once; a visitor writes nothing', async () => {
    const { slug } = await begin()
    expect(await refused(begin({ slug }))).toBe('slug')
    expect(await refused(beginStory(database.db, visitor, texts(), now))).toBe('not_allowed')
    expect((await listOfficeStories(database.db, writer)).length).toBeGreaterThan(0)
  })
})

describe('pictures and attachments', () => {
  const file = { name: '图.png', mediaType: 'image/png', sha256: 'a'.repeat(64), size: 10, altEn: '' }
  it('a picture needs its words; a file is public with the version that brought it, and gone at once when removed', async () => {
    const { id, slug } = await begin()
    await publish(id)
    expect(await refused(addStoryFile(database.db, writer, { id, alt: '', ...file }, now))).toBe('alt')
    await addStoryFile(database.db, writer, { id, alt: '处理设施', ...file }, now)
    const [added] = (await getOfficeStory(database.db, writer, id))?.files ?? []
    const fileId = added?.id as string
    expect(await getStoryFile(database.db, slug, fileId)).toBeUndefined()
    await publish(id, 2)
    expect(await getStoryFile(database.db, slug, fileId)).toMatchObject({ sha256: file.sha256 })
    expect(await getStoryFile(database.db, 'another', fileId)).toBeUndefined()
    expect(await getStoryFile(database.db, slug, 'no-id')).toBeUndefined()
    const found = await getStory(database.db, slug)
    expect(found?.state === 'published' && found.files.map(({ alt }) => alt)).toEqual(['处理设施'])
    await removeStoryFile(database.db, writer, { id, fileId }, now)
    expect(await getStoryFile(database.db, slug, fileId)).toBeUndefined()
    expect(await refused(removeStoryFile(database.db, writer, { id, fileId: randomUUID() }, now))).toBe('not_found')
  })
})
