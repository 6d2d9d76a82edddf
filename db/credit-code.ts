/** 统一社会信用代码, GB 32100-2015: its 31 characters in the order of their values (no I, O, S, V, Z). */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^(i-1) mod 31 for the places 1 to 17. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** Organisation code, GB 11714: letters count A=10 ... Z=35, all of them. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character that belongs to the first 17 of `code`. GB 32100-2015, 4.6. */
export function checkCharacter(code: string): string {
  const sum = weights.reduce(
    (total, weight, place) => total + weight * creditCodeAlphabet.indexOf(code.charAt(place)),
    0,
  )
  return creditCodeAlphabet.charAt((31 - (sum % 31)) % 31)
}

/** The 9th character that belongs to the first 8 of an organisation code. GB 11714. */
export function organisationCheckCharacter(code: string): string {
  const value = (sign: string) => Number.parseInt(sign, 36)
  const sum = organisationWeights.reduce((total, weight, place) => total + weight * value(code.charAt(place)), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * The whole code of a body: `91` is an enterprise, `12` a public institution, `93` a farmers' cooperative.
 * @param body the first eight characters of the organisation code
 */
export function creditCodeOf(kind: '91' | '92' | '12' | '93', areaCode: string, body: string): string {
  const code = `${kind}${areaCode}${body}${organisationCheckCharacter(body)}`
  return code + checkCharacter(code)
}
