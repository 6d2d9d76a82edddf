import type { APIRoute } from 'astro'
import { answerLedger } from '#src/components/rates/ledger-files.ts'

/** The ledger of flags of a month: `?month=2026-11&of=outlets|signs&region=&sector=&medium=`. */
export const GET: APIRoute = (context) => answerLedger(context, 'csv')
