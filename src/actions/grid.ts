import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { assignByPlace, assignSource } from '#domain/grid/commands/assign.ts'
import { addCell, addReach } from '#domain/grid/commands/cell.ts'
import { endDuty, enterDuty } from '#domain/grid/commands/duty.ts'
import * as input from '#domain/grid/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { gridMessages, gridProblems } from '#src/i18n/messages/grid.ts'

type Db = App.Locals['db']
type Viewer = App.Locals['viewer']

/** 网格: cells, duties in them, and which sources belong to them. */
export const grid = {
  enterDuty: step(input.dutyInput, enterDuty),
  endDuty: step(input.dutyEnding, endDuty),
  addCell: step(input.cellInput, addCell),
  addReach: step(input.reachInput, addReach),
  assign: step(input.sourceAssignment, assignSource),
  assignByPlace: step(input.regionAssignment, (db, viewer, { regionCode }, now) =>
    assignByPlace(db, viewer, regionCode, now),
  ),
}

function step<S extends z.ZodType, R>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S>, now: Date) => Promise<R>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, gridProblems(locale), gridMessages[locale].notRead)
        return { result: await take(db, viewer, given, now) }
      }),
  })
}
