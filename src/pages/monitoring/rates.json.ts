import type { APIRoute } from 'astro'
import { answerRates } from '#src/components/rates/rate-files.ts'

/** Rates of a month: `?month=2026-11&by=county|firm|outlet|day&region=`. */
export const GET: APIRoute = (context) => answerRates(context, 'json')
