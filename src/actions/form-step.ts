import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'

type Locals = App.Locals

/** A domain's command as a form calls it. */
export type Command<S extends z.ZodType, Done = unknown> = (
  db: Locals['db'],
  viewer: Locals['viewer'],
  given: z.output<S>,
  now: Date,
) => Promise<Done>

/** What is said at each field of a form that is wrong, and what where a hidden field is. */
export type FormWords = (locale: Locals['locale']) => readonly [fields: Record<string, string>, notRead: string]

/** A form that one command takes. `work` calls it and says what the page needs to know; `lists` are fields that may come several times. */
export const formStep = <S extends z.ZodType, Result>(
  words: FormWords,
  schema: S,
  work: (given: z.output<S>, locals: Locals, form: FormData) => Promise<Result>,
  lists: readonly string[] = [],
) =>
  defineAction({
    accept: 'form',
    handler: (form, { locals }) =>
      answer(() => work(readForm(schema, form, ...words(locals.locale), lists), locals, form)),
  })
