import { decisionNoKey } from '#db/decision-no.ts'

/** 机关代字〔年份〕序号: letters of the authority, a year in brackets, a number. On the key, where all brackets are round. */
const form =
  /^[\p{Script=Han}A-Z][\p{Script=Han}A-Z()·-]{1,30}\((\d{4})\)第?[0-9]{1,6}(-[0-9]{1,4})?号(之[一二三四五六七八九十\d]{1,3})?$/u

/** The year in a decision number; undefined when the number has not the form of one. */
export function decisionYear(decisionNo: string): number | undefined {
  const [, year] = form.exec(decisionNoKey(decisionNo)) ?? []
  return year ? Number(year) : undefined
}
