import { z } from 'zod'
import { reportNumber } from '#domain/report/input/handling.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { plainText } from '#platform/http/plain-text.ts'

/** Words of either side to the other. */
export const reportMessage = z.object({ words: plainText(1, reportLimits.messageWords) })
export const officeMessage = reportMessage.extend({ id: reportNumber })
