import type { departments, reviewLevels } from '#db/vocabulary.ts'
import type { SheetClock } from '#domain/joint/rules/contact-sheet.ts'
import type { ReferralStanding } from '#domain/joint/rules/referral.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sheetMessages } from '#src/i18n/messages/contact-sheet.ts'
import { term } from '#src/i18n/terms.ts'

export const sheetTones = {
  sent: 'amber',
  accepted: 'amber',
  answered: 'ink',
  closed: 'river',
  declined: 'slate',
  withdrawn: 'slate',
} as const
export const referralTones = {
  proposed: 'amber',
  not_transferred: 'slate',
  decided: 'amber',
  sent: 'ink',
  received: 'ink',
  accepted: 'river',
  refused: 'vermilion',
  review: 'amber',
  closed: 'river',
} as const
export const clockTones = {
  waiting: 'slate',
  overdue: 'vermilion',
  in_time: 'river',
  late: 'amber',
  none: 'slate',
} as const satisfies Record<SheetClock | ReferralStanding, string>
export const overlookedTones = {
  open: 'vermilion',
  explained: 'amber',
  demanded: 'vermilion',
  justified: 'river',
} as const

/** 市局监测, 县区分局监察 */
export const sideText = (
  locale: Locale,
  level: (typeof reviewLevels)[number],
  department: (typeof departments)[number],
) =>
  `${sheetMessages[locale][`bureau_${level}`]}${locale === 'zh' ? '' : ', '}${locale === 'zh' ? term(locale, 'department', department) : term(locale, 'department', department).toLowerCase()}`
