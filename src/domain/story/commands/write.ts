import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { stories, storyFiles, storyVersions } from '#db/schema/publication.ts'
import { type StoryWriting, storyLimits } from '#domain/story/input.ts'
import { faultsOf } from '#domain/story/rules/links.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { findPersonalData, type PersonalDataKind } from '#src/text/personal-data.ts'

/**
 * Begins a story as a draft. @returns its number
 * @throws DomainError rule_broken at the fields: an address in use, links that lead nowhere, pictures by link, raw HTML
 */
export async function beginStory(db: Db, viewer: Viewer, given: StoryWriting, now: Date): Promise<number> {
  const account = demandAccount(viewer, 'story.write')
  const { slug, kind, category, ...texts } = checked(given)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [added] = await tx
      .insert(stories)
      .values({ slug, kind, category: category as never, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: stories.id })
    if (!added) throw slugTaken(slug)
    await tx
      .insert(storyVersions)
      .values({ storyId: added.id, version: 1, ...texts, savedBy: account.userId, savedAt: now })
    await recordEvent(tx, {
      kind: 'story_draft.begun',
      subject: `story:${added.id}`,
      by: viewer,
      at: now,
      after: { slug, kind, title: texts.title },
    })
    return added.id
  })
}

/**
 * Saves a new version. What is public stays until a second person publishes the new one; a date that was set falls.
 * @throws DomainError conflict when somebody saved since; rule_broken as `beginStory`, or for another address once public
 */
export async function saveStory(
  db: Db,
  viewer: Viewer,
  { id, version, ...given }: StoryWriting & { id: number; version: number },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'story.write')
  const { slug, kind, category, ...texts } = checked(given)
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const story = await lockedStory(tx, id)
    if (story.version !== version) {
      throw new DomainError(
        'conflict',
        '您打开之后有人保存过，您写的还在下面；请另开一页查看最新一稿再合并 / Somebody has saved since you opened it. What you wrote is still below: open the newest version beside it',
      )
    }
    if (story.publishedAt && slug !== story.slug) {
      throw problem('slug', '已发布的文章不能换地址', 'A story that was published keeps its address')
    }
    const [taken] = await tx.select({ id: stories.id }).from(stories).where(eq(stories.slug, slug))
    if (taken && taken.id !== id) throw slugTaken(slug)
    await tx
      .update(stories)
      .set({ slug, kind, category: category as never })
      .where(eq(stories.id, id))
    await addVersion(tx, story, texts, account.userId, now)
    await recordEvent(tx, {
      kind: 'story_draft.saved',
      subject: `story:${id}`,
      by: viewer,
      at: now,
      after: { version: version + 1, slug, kind, title: texts.title },
    })
  })
}

/** Adds a picture or an attachment as part of a new version. @throws DomainError rule_broken without an alternative text */
export async function addStoryFile(
  db: Db,
  viewer: Viewer,
  given: { id: number; alt: string; altEn: string; name: string; mediaType: string; sha256: string; size: number },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'story.write')
  const { id, alt, altEn, ...file } = given
  const isPicture = file.mediaType.startsWith('image/')
  if (isPicture && alt === '') {
    throw problem('alt', '图片要有文字说明，读屏软件靠它读图', 'A picture needs a text that says what it shows')
  }
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const story = await lockedStory(tx, id)
    const count = await tx.$count(storyFiles, and(eq(storyFiles.storyId, id), isNull(storyFiles.removedAt)))
    if (count >= storyLimits.files) {
      throw problem('file', `最多 ${storyLimits.files} 个文件`, `At most ${storyLimits.files} files`)
    }
    const { storyId: _, version, savedBy: __, savedAt: ___, ...texts } = await newestTexts(tx, id)
    await addVersion(tx, story, texts, account.userId, now)
    await tx.insert(storyFiles).values({
      storyId: id,
      sinceVersion: version + 1,
      ...file,
      isPicture,
      alt: alt || null,
      altEn: altEn || null,
      addedBy: account.userId,
      addedAt: now,
    })
    await recordEvent(tx, {
      kind: 'story_draft.file_added',
      subject: `story:${id}`,
      by: viewer,
      at: now,
      after: { name: file.name, sha256: file.sha256 },
    })
  })
}

/** Takes a file off, from what is public too, at once: less can be shown without a second person. */
export async function removeStoryFile(
  db: Db,
  viewer: Viewer,
  { id, fileId }: { id: number; fileId: string },
  now: Date,
): Promise<void> {
  demandAccount(viewer, 'story.write')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lockedStory(tx, id)
    const removed = await tx
      .update(storyFiles)
      .set({ removedAt: now })
      .where(and(eq(storyFiles.id, fileId), eq(storyFiles.storyId, id), isNull(storyFiles.removedAt)))
      .returning({ name: storyFiles.name })
    if (removed.length === 0) throw new DomainError('not_found', '没有这个文件 / There is no such file')
    await recordEvent(tx, {
      kind: 'story.file_removed',
      subject: `story:${id}`,
      by: viewer,
      at: now,
      before: removed[0],
    })
  })
}

export async function lockedStory(tx: Db, id: number) {
  const [found] = await tx
    .select({
      id: stories.id,
      slug: stories.slug,
      state: stories.state,
      version: stories.version,
      publishedVersion: stories.publishedVersion,
      publishedAt: stories.publishedAt,
    })
    .from(stories)
    .where(eq(stories.id, id))
    .for('update')
  if (!found) throw new DomainError('not_found', '没有这篇文章 / There is no such story')
  if (found.state === 'withdrawn') throw new DomainError('conflict', '已撤回，不能再改 / It was withdrawn and stays so')
  return found
}

const newestTexts = async (tx: Db, id: number) => {
  const rows = await tx.select().from(storyVersions).where(eq(storyVersions.storyId, id))
  return rows.reduce((newest, row) => (row.version > newest.version ? row : newest))
}

async function addVersion(
  tx: Db,
  story: { id: number; state: string; version: number },
  texts: Omit<StoryWriting, 'slug' | 'kind' | 'category'>,
  savedBy: string,
  now: Date,
) {
  const version = story.version + 1
  await tx.insert(storyVersions).values({ storyId: story.id, version, ...texts, savedBy, savedAt: now })
  await tx
    .update(stories)
    .set({
      version,
      updatedAt: now,
      ...(story.state === 'scheduled' ? { state: 'draft' as const, publishAt: null, approvedBy: null } : {}),
    })
    .where(eq(stories.id, story.id))
}

const problem = (field: string, zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field, message: `${zh} / ${en}` }])
const slugTaken = (slug: string) => problem('slug', `地址 ${slug} 已有文章用了`, `The address ${slug} is taken`)

/** The bureau's own telephone and mail address may stand in a notice. */
const neverPublic: readonly PersonalDataKind[] = ['id_number', 'mobile', 'bank_account', 'birth_date', 'home_address']

/** The Markdown has nothing that must not be in it; an exposure says of which kind. */
function checked(given: StoryWriting): StoryWriting {
  const problems: FieldProblem[] = []
  const add = (field: string, zh: string, en: string) => problems.push({ field, message: `${zh} / ${en}` })
  for (const field of ['body', 'bodyEn'] as const) {
    const [fault] = faultsOf(given[field] ?? '')
    if (fault?.kind === 'link') {
      add(
        field,
        `链接“${fault.given}”不能用；可用站内地址（以 / 开头）、http(s) 或 mailto 地址`,
        `The link “${fault.given}” is refused; allowed are addresses of this site (with / first), http(s) and mailto`,
      )
    } else if (fault?.kind === 'picture') {
      add(field, '正文里不能链接图片，请在下面上传', 'Pictures are not linked in the text but uploaded below')
    } else if (fault?.kind === 'html') {
      add(field, `正文不能有 HTML 标记：${fault.given}`, `The text may hold no HTML: ${fault.given}`)
    }
  }
  for (const field of ['title', 'summary', 'body', 'titleEn', 'summaryEn', 'bodyEn'] as const) {
    const personal = findPersonalData(given[field] ?? '').some(({ kind }) => neverPublic.includes(kind))
    if (!personal) continue
    add(
      field,
      '这里像是写了证件号、手机号、账号或住址；公开的文章不能有，请删去',
      'This seems to hold an identity number, mobile number, account or home address: leave it out',
    )
  }
  if ((given.kind === 'exposure') !== (given.category !== null)) {
    add(
      'category',
      given.kind === 'exposure' ? '曝光要选一类违法行为' : '只有曝光才选违法行为类别',
      given.kind === 'exposure'
        ? 'An exposure says of which kind of violation'
        : 'Only an exposure has a kind of violation',
    )
  }
  if (problems.length > 0) throw new DomainError('rule_broken', problems[0]?.message ?? '', problems)
  return given
}
