import type { countyReturnKinds } from '#db/vocabulary.ts'
import { formatDate } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

export type ReturnMailAbout = 'reminded' | 'overdue' | 'sent_back'
interface MailedReturn {
  kind: (typeof countyReturnKinds)[number]
  period: string
  dueOn: string
  nameZh: string
  nameEn: string
  reason: string
}

/** The mail about a county's return: what is due, since when, and where. */
export const returnMail = {
  zh: {
    subject: (about: ReturnMailAbout, { kind, period }: MailedReturn) =>
      `${period} ${term('zh', 'countyReturnKind', kind)}${{ reminded: '请按期报送', overdue: '已逾期', sent_back: '被退回' }[about]}`,
    text: (about: ReturnMailAbout, { nameZh, dueOn, reason }: MailedReturn, link: string) =>
      [
        `${nameZh}：`,
        {
          reminded: `请在 ${formatDate('zh', dueOn)} 24:00 前填写、签发并报送（填写人与签发人不能是同一人）。`,
          overdue: `期限 ${formatDate('zh', dueOn)} 已过，还没有签发。逾期是公开的，并计入考核；请尽快报送。`,
          sent_back: `市局退回：${reason}`,
        }[about],
        link,
      ].join('\n'),
  },
  en: {
    subject: (about: ReturnMailAbout, { kind, period }: MailedReturn) =>
      `${term('en', 'countyReturnKind', kind)} ${period}: ${{ reminded: 'please send it in time', overdue: 'overdue', sent_back: 'sent back' }[about]}`,
    text: (about: ReturnMailAbout, { nameEn, dueOn, reason }: MailedReturn, link: string) =>
      [
        `${nameEn}:`,
        {
          reminded: `Please complete, sign and send it by the end of ${formatDate('en', dueOn)} (whoever completes it cannot sign it).`,
          overdue: `The term ended on ${formatDate('en', dueOn)} and it is not signed. This is public and counts in the assessment; please send it soon.`,
          sent_back: `The city sent it back: ${reason}`,
        }[about],
        link,
      ].join('\n'),
  },
}
