import { bilingual } from '#src/i18n/bilingual.ts'

/** To a county before the 1st: lines of the ledger that it has not looked at in the month. */
export const ledgerMail = bilingual(
  {
    subject: (month: string, lines: number) => `整改台账：${month} 还有 ${lines} 个问题没有核查`,
    text: (month: string, lines: number, link: string) =>
      `整改台账上有 ${lines} 个未销号的问题在 ${month} 还没有核查或更新。台账须在下月 1 日前报送。\n\n${link}`,
  },
  {
    subject: (month: string, lines: number) => `Ledger: ${lines} problems not looked at in ${month}`,
    text: (month: string, lines: number, link: string) =>
      `${lines} open problems of your ledger were not looked at or brought up to date in ${month}. The ledger goes out by the 1st of next month.\n\n${link}`,
  },
)
