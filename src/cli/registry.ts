/** What the worker does: the effects of events and the jobs of the clock, of all domains. */
import { fixDueScores } from '#domain/assessment/commands/fix-scores.ts'
import { keepDueLedgers } from '#domain/assessment/commands/keep-due-ledgers.ts'
import { prepareReturns } from '#domain/assessment/commands/prepare-returns.ts'
import { remindReturns } from '#domain/assessment/commands/remind-returns.ts'
import { mailCountyReturnEffect } from '#domain/assessment/effects.ts'
import { expectReportEffect } from '#domain/change/effects.ts'
import { dropOldFrames } from '#domain/device/commands/kept-frames.ts'
import { runStopTerms } from '#domain/device/commands/stop-terms.ts'
import { removeUnnamedFiles } from '#domain/disclosure/commands/clean-files.ts'
import { recordOverdue } from '#domain/disclosure/commands/record-overdue.ts'
import { remind } from '#domain/disclosure/commands/remind.ts'
import { recountRegister } from '#domain/enterprise/commands/recount.ts'
import { mailDigests } from '#domain/inbox/commands/mail-digests.ts'
import { ringForOverdue } from '#domain/inbox/commands/ring-overdue.ts'
import { ringForOrderEffect } from '#domain/inbox/effects.ts'
import { revealDueDraws } from '#domain/inspection/commands/draw/reveal.ts'
import { closeDueDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { confirmDays } from '#domain/monitoring/commands/rates/confirm-days.ts'
import { makeDumps } from '#domain/open-data/commands/dump.ts'
import { dropDumpsEffect } from '#domain/open-data/effects.ts'
import { makeDueList } from '#domain/quarterly/commands.ts'
import { closeDue } from '#domain/rectification/commands/closure/close-due.ts'
import { remindOfLedger } from '#domain/rectification/commands/remind.ts'
import { enterProblemsEffect } from '#domain/rectification/effects.ts'
import { cleanIntake } from '#domain/report/commands/clean-intake.ts'
import { escalateOverdue } from '#domain/report/commands/handle/escalate.ts'
import { mailOverdue } from '#domain/report/commands/handle/mail-overdue.ts'
import { deleteReports } from '#domain/report/commands/retention/delete.ts'
import { destroyOriginals } from '#domain/report/commands/retention/originals.ts'
import { lapseRewards } from '#domain/report/commands/reward/lapse.ts'
import { mailReturnEffect } from '#domain/review/effects.ts'
import { endTerms } from '#domain/sanction/commands/end.ts'
import { liftPunishmentsEffect } from '#domain/sanction/effects.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { deriveScreeningEffect } from '#domain/screening/effects.ts'
import { bringUpToDate } from '#domain/search/commands/rebuild.ts'
import { indexEffect, mirrorEffect } from '#domain/search/effects.ts'
import { publishDueStories } from '#domain/story/commands/publish.ts'
import { forgetUnconfirmed } from '#domain/subscription/commands/answer.ts'
import { deliverNews } from '#domain/subscription/commands/deliver.ts'
import { askSubscriberEffect } from '#domain/subscription/effects.ts'
import { judgeWaiting } from '#domain/supervision/commands/judge/judge-waiting.ts'
import { watchDevices } from '#domain/supervision/commands/judge/watch-devices.ts'
import { recordOverdueAnswers } from '#domain/supervision/commands/order/record-overdue.ts'
import { mailOrderEffect } from '#domain/supervision/effects.ts'
import { removeDue } from '#domain/violation/commands/aftercare/expire.ts'
import { linkCasesEffect } from '#domain/violation/effects.ts'
import { cityDate } from '#platform/clock.ts'
import type { Effect } from '#platform/events/effects.ts'
import { cleanExpired } from '#platform/jobs/clean-expired.ts'
import type { ScheduledJob } from '#platform/jobs/schedule.ts'
import { isWorkday } from '#platform/workdays.ts'

export const effects: Effect[] = [
  askSubscriberEffect,
  enterProblemsEffect,
  liftPunishmentsEffect,
  linkCasesEffect,
  mailCountyReturnEffect,
  mailReturnEffect,
  expectReportEffect,
  dropDumpsEffect,
  mailOrderEffect,
  ringForOrderEffect,
  indexEffect,
  mirrorEffect,
  deriveScreeningEffect,
]

export const scheduledJobs: ScheduledJob[] = [
  {
    name: 'overdue-disclosures',
    cron: '0 1 * * *',
    run: async (db, now) => void (await recordOverdue(db, now)),
    isAlsoAtStart: true,
  },
  { name: 'disclosure-reminders', cron: '0 8 * * *', run: (db, now) => remind(db, now) },
  {
    name: 'county-returns',
    cron: '0 8 * * *',
    run: async (db, now) => {
      await prepareReturns(db, now)
      await remindReturns(db, now)
      await keepDueLedgers(db, now)
    },
    isAlsoAtStart: true,
  },
  {
    name: 'close-problems',
    cron: '15 0 * * *',
    run: async (db, now) => void (await closeDue(db, now)),
    isAlsoAtStart: true,
  },
  { name: 'ledger-reminders', cron: '10 8 * * *', run: async (db, now) => void (await remindOfLedger(db, now)) },
  {
    name: 'remove-due-cases',
    cron: '10 0 * * *',
    run: async (db, now) => void (await removeDue(db, now)),
    isAlsoAtStart: true,
  },
  {
    name: 'publish-stories',
    cron: '* * * * *',
    run: async (db, now) => void (await publishDueStories(db, now)),
  },
  {
    name: 'quarterly-list',
    cron: '20 2 * * *',
    run: async (db, now) => void (await makeDueList(db, now)),
    isAlsoAtStart: true,
  },
  {
    name: 'end-sanctions',
    cron: '5 0 * * *',
    run: async (db, now) => void (await endTerms(db, now)),
    isAlsoAtStart: true,
  },
  {
    name: 'reveal-draws',
    cron: '30 0 * * *',
    run: (db, now) => revealDueDraws(db, now),
    isAlsoAtStart: true,
  },
  {
    name: 'device-stops',
    cron: '*/5 * * * *',
    run: async (db, now) => void (await runStopTerms(db, now)),
    isAlsoAtStart: true,
  },
  { name: 'drop-unknown-frames', cron: '12 * * * *', run: async (db, now) => void (await dropOldFrames(db, now)) },
  {
    name: 'escalate-reports',
    cron: '15 0 * * *',
    run: async (db, now) => void (await escalateOverdue(db, now)),
    isAlsoAtStart: true,
  },
  {
    name: 'lapse-rewards',
    cron: '20 0 * * *',
    run: async (db, now) => void (await lapseRewards(db, now)),
    isAlsoAtStart: true,
  },
  { name: 'mail-overdue-reports', cron: '30 8 * * *', run: async (db, now) => void (await mailOverdue(db, now)) },
  {
    name: 'end-report-terms',
    cron: '50 2 * * *',
    run: async (db, now) => {
      await destroyOriginals(db, now)
      await deleteReports(db, now)
    },
    isAlsoAtStart: true,
  },
  {
    name: 'close-days',
    cron: '*/10 * * * *',
    run: async (db, now) => {
      await closeDueDays(db, now)
      await confirmDays(db, now)
      await fixDueScores(db, now)
    },
    isAlsoAtStart: true,
  },
  {
    name: 'judge-readings',
    cron: '* * * * *',
    run: async (db, now) => {
      await judgeWaiting(db, now)
      await watchDevices(db, now)
      await recordOverdueAnswers(db, now)
    },
    isAlsoAtStart: true,
  },
  { name: 'send-news', cron: '* * * * *', run: async (db, now) => void (await deliverNews(db, now)) },
  {
    name: 'forget-unconfirmed',
    cron: '25 * * * *',
    run: async (db, now) => void (await forgetUnconfirmed(db, now)),
  },
  {
    name: 'weekly-digest',
    cron: '30 7 * * 1',
    run: async (db, now) => void (await mailDigests(db, 'weekly', now)),
  },
  {
    name: 'daily-digest',
    cron: '45 7 * * *',
    run: async (db, now) => {
      if (!isWorkday(cityDate(now))) return
      await ringForOverdue(db, now)
      await mailDigests(db, 'daily', now)
    },
  },
  {
    name: 'screening-ledger',
    cron: '30 0 * * *',
    run: async (db, now) => void (await deriveRows(db, 'all', now)),
    isAlsoAtStart: true,
  },
  { name: 'clean-expired', cron: '40 3 * * *', run: cleanExpired, isByMachineClock: true },
  { name: 'clean-intake', cron: '50 * * * *', run: cleanIntake, isByMachineClock: true },
  {
    name: 'remove-unnamed-files',
    cron: '20 4 * * *',
    run: async (db, now) => void (await removeUnnamedFiles(db, now)),
    isByMachineClock: true,
  },
  // Nothing to do where the tables of the day are there.
  { name: 'open-data-dumps', cron: '*/10 * * * *', run: async (db, now) => void (await makeDumps(db, now)) },
  { name: 'recount-register', cron: '10 4 * * *', run: async (db, now) => void (await recountRegister(db, now)) },
  { name: 'search-index', cron: '30 3 * * *', run: bringUpToDate, isAlsoAtStart: true },
]
