import type { APIRoute } from 'astro'
import { answerLedger } from '#src/components/screening/ledger-file.ts'

/** The ledger of the desk's filters in the columns of its annex; `?ledger=rectification` for annex 3. */
export const GET: APIRoute = (context) => answerLedger(context, 'xlsx')
