import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterpriseContacts, enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations, disclosureReminders as reminders } from '#db/schema/obligation.ts'
import { dueWithinDays } from '#domain/disclosure/rules/deadline.ts'
import { lastOverdueDay } from '#domain/disclosure/rules/reminder.ts'
import { addDays } from '#platform/clock.ts'

/** What is open and so near its day, on either side, that its firm is reminded. @param today the city's day */
export const listToRemind = (db: Db, today: string) =>
  db
    .select({
      enterpriseId: obligations.enterpriseId,
      creditCode: enterprises.creditCode,
      year: obligations.year,
      dueOn: obligations.dueOn,
    })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .where(
      and(
        isNull(obligations.publishedAt),
        sql`${obligations.dueOn} between ${addDays(today, lastOverdueDay)}::date and ${addDays(today, dueWithinDays)}::date`,
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.enterpriseId))

/** Reminders whose mail has not gone out, with the address of the firm: for the worker alone. */
export const listUnmailed = (db: Db) =>
  db
    .select({
      enterpriseId: reminders.enterpriseId,
      year: reminders.year,
      step: reminders.step,
      dueOn: obligations.dueOn,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      email: enterpriseContacts.email,
    })
    .from(reminders)
    .innerJoin(
      obligations,
      and(eq(obligations.year, reminders.year), eq(obligations.enterpriseId, reminders.enterpriseId)),
    )
    .innerJoin(enterprises, eq(enterprises.id, reminders.enterpriseId))
    .leftJoin(enterpriseContacts, eq(enterpriseContacts.enterpriseId, reminders.enterpriseId))
    .where(and(eq(reminders.mail, 'pending'), isNull(obligations.publishedAt)))
    .orderBy(asc(reminders.remindedAt), asc(reminders.enterpriseId))

/** What a firm is reminded of on its desk: the last reminder of each year that is still open, the nearest day first. */
export const listReminders = (db: Db, enterpriseId: number) =>
  db
    .selectDistinctOn([obligations.dueOn, reminders.year], {
      year: reminders.year,
      step: reminders.step,
      dueOn: obligations.dueOn,
      remindedAt: reminders.remindedAt,
      mail: reminders.mail,
      mailedAt: reminders.mailedAt,
    })
    .from(reminders)
    .innerJoin(
      obligations,
      and(eq(obligations.year, reminders.year), eq(obligations.enterpriseId, reminders.enterpriseId)),
    )
    .where(and(eq(reminders.enterpriseId, enterpriseId), isNull(obligations.publishedAt)))
    .orderBy(asc(obligations.dueOn), asc(reminders.year), desc(reminders.step))
export type Reminder = Awaited<ReturnType<typeof listReminders>>[number]
