/**
 * GB 32100-2015 and GB 11714, computed another way than db/credit-code.ts: powers of three by repeated multiplication and a
 * sum that must vanish with the check character included.
 */
export function isCheckedCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const values = [...code].map((sign) => [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].indexOf(sign))
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, 17)) {
    sum = (sum + value * weight) % 31
    weight = (weight * 3) % 31
  }
  if ((sum + (values[17] as number)) % 31 !== 0) return false
  const organisation = code.slice(8, 17)
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const check = organisation[8] === 'X' ? 10 : Number(organisation[8])
  const total = weights.reduce((all, w, i) => all + w * Number.parseInt(organisation[i] as string, 36), check)
  return total % 11 === 0
}
