/** What the worker does: the effects of events and the jobs of the clock, of all domains. */
import type { Effect } from '#platform/events/effects.ts'
import { cleanExpired } from '#platform/jobs/clean-expired.ts'
import type { ScheduledJob } from '#platform/jobs/schedule.ts'

export const effects: Effect[] = []

export const scheduledJobs: ScheduledJob[] = [{ name: 'clean-expired', cron: '40 3 * * *', run: cleanExpired }]
