import type { Windows } from '#domain/plan/rules/calendar.ts'
import { refusal } from '#platform/refuse.ts'
import reference from '../../../../content/reference/plan.json' with { type: 'json' }

/** A case counts to a campaign that was decided so many days after its end at the latest. */
export const caseDaysAfter = reference.campaignCases.daysAfter

/** Which offences a campaign is about; null: any. */
export const categoryOf = {
  without_permit: 'unpermitted_discharge',
  without_device: 'abnormal_operation',
  every_firm: null,
} as const

export type PermitState = 'held' | 'expired' | 'none'

/** 有无排污许可证 on a day: a permit holds from its issue up to and including the day on which it expires. */
export function permitOn(permits: readonly { issuedOn: string; expiresOn: string }[], day: string): PermitState {
  if (permits.some(({ issuedOn, expiresOn }) => issuedOn <= day && day <= expiresOn)) return 'held'
  return permits.some(({ expiresOn }) => expiresOn < day) ? 'expired' : 'none'
}

export type CampaignStanding = 'unchecked' | 'clear' | 'found' | 'punished'

/** How far a firm of a campaign is: the last of these that happened. A published case counts though nobody was sent. */
export function standingOf({
  checked,
  found,
  cases,
}: {
  checked: number
  found: number
  cases: number
}): CampaignStanding {
  if (cases > 0) return 'punished'
  if (found > 0) return 'found'
  return checked > 0 ? 'clear' : 'unchecked'
}

/** @throws DomainError at the field: days out of order, over or outside of the batch; sectors of another batch */
export function checkCampaign(
  { fromOn, toOn, sectorCodes }: { fromOn: string; toOn: string; sectorCodes: readonly string[] },
  batch: Windows & { sectorCodes: readonly string[] },
  today: string,
): void {
  if (fromOn > toOn)
    throw refusal(
      'toOn',
      `结束日期 ${toOn} 早于开始日期 ${fromOn}`,
      `It ends on ${toOn}, before it begins on ${fromOn}`,
    )
  if (toOn < today) throw refusal('toOn', `${toOn} 已经过去`, `${toOn} is past`)
  if (fromOn < batch.screeningFrom || toOn > batch.rectificationTo)
    throw refusal(
      fromOn < batch.screeningFrom ? 'fromOn' : 'toOn',
      `要在这一批的期间之内：${batch.screeningFrom} 至 ${batch.rectificationTo}`,
      `It lies within the batch: ${batch.screeningFrom} to ${batch.rectificationTo}`,
    )
  const other = sectorCodes.find((code) => !batch.sectorCodes.includes(code))
  if (other) throw refusal('sectorCodes', `行业“${other}”不在这一批`, `The sector “${other}” is not of this batch`)
}
