import { mailReturn } from '#domain/assessment/commands/mail-return.ts'
import type { Effect } from '#platform/events/effects.ts'
import type { ReturnMailAbout } from '#src/i18n/messages/return-mail.ts'

/** A county's return is due, overdue or came back: its people hear of it by mail as well as on their desk. */
export const mailCountyReturnEffect: Effect = {
  name: 'mail-county-return',
  kinds: ['county_return.reminded', 'county_return.overdue', 'county_return.sent_back'],
  run: async (tx, event) =>
    void (await mailReturn(
      tx,
      Number(event.subject.replace(/^county_return:/, '')),
      event.kind.replace(/^county_return\./, '') as ReturnMailAbout,
    )),
}
