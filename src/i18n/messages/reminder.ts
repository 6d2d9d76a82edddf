import { bilingual } from '#src/i18n/bilingual.ts'

/** Reminders of the due day, by mail and on the desk. */
export const reminderMessages = bilingual(
  {
    subject: (year: number, days: number) =>
      days < 0
        ? `${year} 年度环境信息公开已逾期`
        : days === 0
          ? `${year} 年度环境信息公开今天到期`
          : `${year} 年度环境信息公开还有 ${days} 天到期`,
    mailText: (name: string, year: number, due: string, days: number, link: string) =>
      `${name}：\n\n` +
      (days < 0
        ? `贵单位 ${year} 年度环境信息的公开期限是 ${due} 24:00，已逾期 ${-days} 天，本平台没有公开的记录。逾期名单已向公众列出；请尽快公开。`
        : `贵单位 ${year} 年度环境信息应在 ${due} 24:00（北京时间）前公开，${days === 0 ? '今天到期' : `还有 ${days} 天`}，目前尚未公开。`) +
      `\n\n填报：${link}\n\n本邮件由清源平台自动发出，请勿回复。已经公开的，请忽略。`,
    desk: (year: number, due: string, days: number) =>
      days < 0
        ? `提醒：${year} 年度信息的期限（${due} 24:00）已过 ${-days} 天，贵单位已列入公开的逾期名单，请尽快公开。`
        : days === 0
          ? `提醒：${year} 年度信息今天 24:00 到期。`
          : `提醒：${year} 年度信息还有 ${days} 天到期（${due} 24:00）。`,
    mailed: (time: string) => `同样的提醒已于 ${time} 发到登记的邮箱。`,
    noAddress: '没有登记可用的邮箱，提醒只显示在这里；请联系生态环境部门登记联系邮箱。',
    notMailed: '提醒只显示在这里，没有发送邮件。',
    go: '去填报',
    title: '到期提醒',
  },
  {
    subject: (year, days) =>
      days < 0
        ? `Disclosure of ${year} is overdue`
        : days === 0
          ? `Disclosure of ${year} is due today`
          : `Disclosure of ${year} is due in ${days} ${days === 1 ? 'day' : 'days'}`,
    mailText: (name, year, due, days, link) =>
      `${name}:\n\n` +
      (days < 0
        ? `Your environmental disclosure of ${year} was due by 24:00 on ${due}, ${-days} ${days === -1 ? 'day' : 'days'} ago, and the portal holds no publication. The overdue list is public; please publish soon.`
        : `Your environmental disclosure of ${year} is due by 24:00 (Beijing time) on ${due}, ${days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`}, and is not published yet.`) +
      `\n\nTo the form: ${link}\n\nThis mail was sent by the Qingyuan portal; please do not answer it. If you have published, please ignore it.`,
    desk: (year, due, days) =>
      days < 0
        ? `Reminder: the disclosure of ${year} was due by 24:00 on ${due}, ${-days} ${days === -1 ? 'day' : 'days'} ago; your firm stands on the public overdue list. Please publish soon.`
        : days === 0
          ? `Reminder: the disclosure of ${year} is due today by 24:00.`
          : `Reminder: the disclosure of ${year} is due in ${days} ${days === 1 ? 'day' : 'days'}, by 24:00 on ${due}.`,
    mailed: (time) => `The same reminder was mailed to your registered address on ${time}.`,
    noAddress:
      'There is no usable mail address on record; ask the bureau to register one. The reminder shows here only.',
    notMailed: 'The reminder shows here only; no mail was sent.',
    go: 'To the form',
    title: 'Reminders',
  },
)
