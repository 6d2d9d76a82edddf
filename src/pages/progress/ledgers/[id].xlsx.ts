import type { APIRoute } from 'astro'
import { answerSnapshot } from '#src/components/screening/ledger-file.ts'

/** A ledger exactly as a county reported it for a month. */
export const GET: APIRoute = (context) => answerSnapshot(context, 'xlsx')
