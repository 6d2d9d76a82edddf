import { bilingual } from '#src/i18n/bilingual.ts'

/** The list of overdue disclosures and its feed. */
export const overdueMessages = bilingual(
  {
    title: (year: number) => `${year} 年度逾期未公开名单`,
    description: (year: number) =>
      `期限已过、尚未公开 ${year} 年度环境信息的重点排污单位，按县区，逾期天数与法律依据。`,
    heading: (place: string, year: number, n: string) => `${place}有 ${n} 家逾期未公开 ${year} 年度信息`,
    none: (place: string, year: number) => `${place}没有单位逾期未公开 ${year} 年度信息`,
    city: '全市',
    longest: (day: string, days: number) => `最早的期限是 ${day}，已过 ${days} 天。`,
    refused: (n: string) => `${n} 家拒不公开`,
    alsoRefused: '另有',
    byCounty: '按县（市、区）',
    county: '县（市、区）',
    overdue: '逾期未公开',
    refusedColumn: '拒不公开',
    oldest: '最早期限',
    days: '已过天数',
    law: '依据',
    lawTerm: '期限',
    lawFailure: '后果',
    automatic: '期限一过，名单自动列出；单位补报后即从名单中移出，并一直标为“逾期公开”。',
    cite: (address: string) => `引用地址：${address}`,
    feedAtom: 'Atom 订阅',
    feedJson: 'JSON 订阅',
    whole: '全部单位',

    feedTitle: (place: string | undefined, year: number | undefined) =>
      `逾期未公开名单${place || year ? `：${[place, year && `${year} 年度`].filter(Boolean).join('，')}` : ''}`,
    feedOf: '清源·益阳市企业环境信息公开',
    entryTitle: (name: string, year: number) => `${name}：${year} 年度信息逾期未公开`,
    entryDue: (due: string) => `期限 ${due}`,
    entryText: (name: string, code: string, year: number, due: string) =>
      `${name}（${code}）应在${due} 24:00 前公开 ${year} 年度环境信息，期限已过，尚未公开。`,
    refusedOn: (day: string, basis: string) => `${day}记录为拒不公开：${basis}`,
  },
  {
    title: (year) => `Overdue disclosures of ${year}`,
    description: (year) =>
      `Key polluters whose disclosure of ${year} is due and not published: by county, with days overdue and the law.`,
    heading: (place, year, n) =>
      `${place}: ${n} ${n === '1' ? 'enterprise is' : 'enterprises are'} overdue with the disclosure of ${year}`,
    none: (place, year) => `${place}: nobody is overdue with the disclosure of ${year}`,
    city: 'The whole city',
    longest: (day, days) => `The earliest was due on ${day}, ${days} ${days === 1 ? 'day' : 'days'} ago.`,
    refused: (n) => `${n} ${n === '1' ? 'refuses' : 'refuse'} to disclose`,
    alsoRefused: 'Besides,',
    byCounty: 'By county',
    county: 'County',
    overdue: 'Overdue',
    refusedColumn: 'Refused',
    oldest: 'Earliest due',
    days: 'Days since',
    law: 'The law',
    lawTerm: 'Term',
    lawFailure: 'What follows',
    automatic:
      'The list appears by itself when the day has passed; who publishes leaves it and stays marked as published late.',
    cite: (address) => `To cite this list: ${address}`,
    feedAtom: 'Atom feed',
    feedJson: 'JSON feed',
    whole: 'All enterprises',

    feedTitle: (place, year) =>
      `Overdue disclosures${place || year ? `: ${[place, year].filter(Boolean).join(', ')}` : ''}`,
    feedOf: 'Qingyuan, disclosures of Yiyang',
    entryTitle: (name, year) => `${name}: disclosure of ${year} overdue`,
    entryDue: (due) => `due ${due}`,
    entryText: (name, code, year, due) =>
      `${name} (${code}) had to publish its disclosure of ${year} by 24:00 on ${due} and has not. `,
    refusedOn: (day, basis) => `On record as refusing since ${day}: ${basis}`,
  },
)
