import { and, asc } from 'drizzle-orm'
import { contactSheets as sheets } from '#db/schema/joint.ts'
import { listAllOverlooked } from '#domain/joint/queries/overlooked.ts'
import { openReferrals } from '#domain/joint/queries/referrals.ts'
import { selectSheets, waitsFor } from '#domain/joint/queries/sheets.ts'
import { sheetNumber } from '#domain/joint/rules/contact-sheet.ts'
import { nextSteps, referralClocks, referralNumber } from '#domain/joint/rules/referral.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, mostOfOneKind, type Waiting, type WaitingSource } from '#platform/waiting.ts'

/** Contact sheets to take on, answer or confirm; referrals that wait for the bureau; what was not prosecuted and waits for words. */
export const waitingJointWork: WaitingSource = async (db, account, now) => {
  const [asked, referred, left] = await Promise.all([
    reachOf(account, 'contact_sheet.handle')
      ? selectSheets(db)
          .where(and(waitsFor(account)))
          .orderBy(asc(sheets.answerBy))
          .limit(mostOfOneKind)
      : [],
    reachOf(account, 'referral.follow') ? openReferrals(db, account.regionCode ?? undefined) : [],
    reachOf(account, 'unprosecuted.explain') || reachOf(account, 'unprosecuted.judge')
      ? listAllOverlooked(db, now)
      : [],
  ])
  return [
    ...asked.map(
      (row): Waiting => ({
        kind: 'sheet.answer',
        subject: `contact_sheet:${row.id}`,
        title: {
          zh: `${row.enterpriseName} · ${sheetNumber('zh', row)}`,
          en: `${row.enterpriseNameEn ?? row.enterpriseName} · ${sheetNumber('en', row)}`,
        },
        path: `/office/contact-sheets/${row.id}`,
        dueAt: row.state === 'sent' ? row.acceptBy : row.state === 'accepted' ? endOf(row.answerBy) : undefined,
        since: row.answeredAt ?? row.acceptedAt ?? row.sentAt,
      }),
    ),
    ...referred.flatMap((row) => referralLine(row, account, now)).slice(0, mostOfOneKind),
    ...left
      .filter(({ fact, state }) =>
        account.role === 'county_officer'
          ? fact.regionCode === account.regionCode && (state === 'open' || state === 'demanded')
          : state === 'explained',
      )
      .slice(0, mostOfOneKind)
      .map(
        ({ key, fact, definition, since }): Waiting => ({
          kind: 'unprosecuted.explain',
          subject: `unprosecuted:${key}`,
          title: {
            zh: `${fact.enterpriseName ?? ''} · ${definition.text}`,
            en: `${fact.enterpriseNameEn ?? fact.enterpriseName ?? ''} · ${definition.textEn}`,
          },
          path: `/office/unprosecuted/${key}`,
          since: new Date(`${since}T00:00:00+08:00`),
        }),
      ),
  ]
}

/** While a clock of the bureau itself runs, or the police's is over and has to be asked after; who proposed does not decide. */
function referralLine(row: Awaited<ReturnType<typeof openReferrals>>[number], account: Account, now: Date): Waiting[] {
  const isDecision = row.state === 'proposed'
  if (isDecision && !reachOf(account, 'referral.decide')) return []
  const running = referralClocks(row, now).filter(({ doneAt }) => doneAt === null)
  const clock =
    running.find(({ party }) => party === 'bureau') ?? running.find(({ standing }) => standing === 'overdue')
  if (!isDecision && !clock && !nextSteps(row).includes('closed')) return []
  return [
    {
      kind: 'referral.follow',
      subject: `referral:${row.id}`,
      title: {
        zh: `${row.enterpriseName} · ${referralNumber('zh', row)}`,
        en: `${row.enterpriseName} · ${referralNumber('en', row)}`,
      },
      path: `/office/referrals/${row.id}`,
      dueAt: clock?.dueAt,
      since: row.answeredAt ?? row.receivedAt ?? row.sentAt ?? row.decidedAt ?? row.proposedAt,
    },
  ]
}
