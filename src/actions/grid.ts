import type { z } from 'zod'
import { assignByPlace, assignSource } from '#domain/grid/commands/assign.ts'
import { addCell, addReach } from '#domain/grid/commands/cell.ts'
import { endDuty, enterDuty } from '#domain/grid/commands/duty.ts'
import * as input from '#domain/grid/input.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { gridMessages, gridProblems } from '#src/i18n/messages/grid.ts'

const words: FormWords = (locale) => [gridProblems(locale), gridMessages[locale].notRead]

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

function step<S extends z.ZodType, R>(schema: S, take: Command<S, R>) {
  return formStep(words, schema, async (given, { db, viewer, now }) => ({ result: await take(db, viewer, given, now) }))
}
