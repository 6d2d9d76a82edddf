import type { Digest } from '#domain/inbox/rules/digest.ts'
import { waitingWords } from '#src/i18n/messages/waiting.ts'

/** Letters about an inbox: numbers and links. */
export const digestMail = {
  zh: {
    askSubject: '请确认接收清源平台的待办提醒',
    askText: (link: string) =>
      `有账号请求把待办的数量寄到这个邮箱。如果是您本人，请登录后打开下面的链接确认；不是就不必理会，我们不会再寄。\n\n${link}\n`,
    weeklySubject: ({ total }: Digest) => `本周待办 ${total} 件`,
    dailySubject: ({ byClock }: Digest) => `${byClock.overdue} 件待办已逾期`,
    text: ({ total, byClock, kinds }: Digest, link: string, choice: string) =>
      [
        `待办共 ${total} 件：逾期 ${byClock.overdue}，今天到期 ${byClock.today}，七天内到期 ${byClock.week}，以后到期 ${byClock.later}，没有期限 ${byClock.open}。`,
        '',
        ...kinds.map(
          ({ kind, total: all, overdue }) =>
            `${waitingWords('zh', kind)}：${all} 件${overdue > 0 ? `，其中逾期 ${overdue} 件` : ''}`,
        ),
        '',
        link,
        '',
        `不想再收：${choice}`,
      ].join('\n'),
  },
  en: {
    askSubject: 'Please confirm: reminders of what waits for you in Qingyuan',
    askText: (link: string) =>
      `An account asked us to send the number of things that wait for it to this address. If it was you, sign in and open this link; if not, do nothing, and no more will come.\n\n${link}\n`,
    weeklySubject: ({ total }: Digest) => (total === 1 ? '1 thing waits for you' : `${total} things wait for you`),
    dailySubject: ({ byClock }: Digest) =>
      byClock.overdue === 1 ? '1 thing is overdue' : `${byClock.overdue} things are overdue`,
    text: ({ total, byClock, kinds }: Digest, link: string, choice: string) =>
      [
        `${total} in all: ${byClock.overdue} overdue, ${byClock.today} due today, ${byClock.week} due within seven days, ${byClock.later} later, ${byClock.open} without a term.`,
        '',
        ...kinds.map(
          ({ kind, total: all, overdue }) =>
            `${waitingWords('en', kind)}: ${all}${overdue > 0 ? `, ${overdue} of them overdue` : ''}`,
        ),
        '',
        link,
        '',
        `No more of these: ${choice}`,
      ].join('\n'),
  },
}
