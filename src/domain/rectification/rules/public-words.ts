import { refusal } from '#platform/refuse.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

/** Everything on the ledger is public. @throws DomainError rule_broken at the field that seems to hold personal data */
export function refusePersonalData(field: string, text: string | null | undefined): void {
  if (holdsPrivateData(text ?? ''))
    throw refusal(
      field,
      '这里像是写了证件号、手机号、住址或账号；台账是公开的，请删去',
      'This seems to hold an identity number, mobile number, address or account: the ledger is public, so leave it out',
    )
}
