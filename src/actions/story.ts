import { defineAction } from 'astro:actions'
import { publishStory, unscheduleStory, withdrawStory } from '#domain/story/commands/publish.ts'
import { addStoryFile, beginStory, removeStoryFile, saveStory } from '#domain/story/commands/write.ts'
import {
  storyEditing,
  storyFileRef,
  storyFileWords,
  storyPublishing,
  storyRef,
  storyWithdrawal,
  storyWriting,
} from '#domain/story/input.ts'
import { DomainError } from '#platform/errors.ts'
import { RefusedFile } from '#platform/storage/refused.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { isNone, storeUpload } from '#src/actions/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'
import { storyMessages, storyProblems } from '#src/i18n/messages/story.ts'

const refusedAt = (field: string, message: string) => new DomainError('rule_broken', message, [{ field, message }])

/** Stories, progress and results (动态与成效), in the office. */
export const story = {
  /** Begins a story or saves a new version. The button `preview` saves nothing: the page shows how it would look. */
  save: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { notRead } = storyMessages[locale]
        if (form.has('preview')) return { preview: true, id: null }
        if (!form.has('id')) {
          return {
            preview: false,
            id: await beginStory(db, viewer, readForm(storyWriting, form, storyProblems(locale), notRead), now),
          }
        }
        const given = readForm(storyEditing, form, storyProblems(locale), notRead)
        await saveStory(db, viewer, given, now)
        return { preview: false, id: given.id }
      }),
  }),
  publish: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(storyPublishing, form, {}, storyMessages[locale].notRead)
        return { state: await publishStory(db, viewer, given, now) }
      }),
  }),
  unschedule: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await unscheduleStory(db, viewer, readForm(storyRef, form, {}, storyMessages[locale].notRead).id, now)
        return {}
      }),
  }),
  withdraw: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await withdrawStory(
          db,
          viewer,
          readForm(storyWithdrawal, form, storyProblems(locale), storyMessages[locale].notRead),
          now,
        )
        return {}
      }),
  }),
  addFile: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const say = storyMessages[locale]
        const words = readForm(storyFileWords, form, storyProblems(locale), say.notRead)
        const file = form.get('file')
        if (!(file instanceof File) || isNone(file)) throw refusedAt('file', say.noFile)
        await addStoryFile(db, viewer, { ...words, ...(await stored(file, locale)) }, now)
        return {}
      }),
  }),
  removeFile: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await removeStoryFile(db, viewer, readForm(storyFileRef, form, {}, storyMessages[locale].notRead), now)
        return {}
      }),
  }),
}

/** Pictures are drawn anew, without what the camera wrote into them. */
async function stored(file: File, locale: Locale) {
  try {
    return await storeUpload(file)
  } catch (error) {
    if (error instanceof RefusedFile) throw refusedAt('file', `${file.name} · ${refusedFileText(locale, error.reason)}`)
    throw error
  }
}
