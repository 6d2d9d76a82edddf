export type RequestState = 'done' | 'no_data' | 'failed' | 'refused' | 'taken' | 'silent'

/** How a device answered what the gateway asked: QnRtn of 9011 (1 ready), then ExeRtn of 9012 (1 done, 100 no data). */
export function requestState({
  accepted,
  executed,
}: {
  accepted: number | null
  executed: number | null
}): RequestState {
  if (executed !== null) return executed === 1 ? 'done' : executed === 100 ? 'no_data' : 'failed'
  if (accepted === null) return 'silent'
  return accepted === 1 ? 'taken' : 'refused'
}
