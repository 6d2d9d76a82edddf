import { defineAction } from 'astro:actions'
import { openSearch, removeSearch, saveSearch } from '#domain/subscription/commands/saved-search.ts'
import { savedSearchId, savedSearchInput } from '#domain/subscription/input/saved-search.ts'
import { answer } from '#src/actions/answer.ts'

/** Searches of the exposure board that an account keeps. */
export const savedSearch = {
  save: defineAction({
    accept: 'form',
    input: savedSearchInput,
    handler: (input, { locals: { db, viewer, now } }) =>
      answer(async () => ({ id: await saveSearch(db, viewer, input, now) })),
  }),
  open: defineAction({
    accept: 'form',
    input: savedSearchId,
    handler: ({ id }, { locals: { db, viewer, now } }) =>
      answer(async () => ({ state: await openSearch(db, viewer, id, now) })),
  }),
  remove: defineAction({
    accept: 'form',
    input: savedSearchId,
    handler: ({ id }, { locals: { db, viewer, now } }) =>
      answer(async () => {
        await removeSearch(db, viewer, id, now)
        return { removed: true }
      }),
  }),
}
