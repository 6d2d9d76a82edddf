/** Fewer enterprises than this have no median: it would tell one firm's figure, and says little. */
export const fewestPeers = 5

export const peerGroups = ['sector', 'county'] as const
export type PeerGroup = (typeof peerGroups)[number]

export interface Median {
  /** Enterprises that the median is of, the own one left out. */
  peers: number
  /** Null under `fewestPeers`. */
  value: number | null
}

/** No median of too few. */
export const medianOf = (peers: number, value: number | null): Median => ({
  peers,
  value: peers < fewestPeers ? null : value,
})

/** Whether any median can be given. */
export const hasMedian = ({ shares, totals }: Record<'shares' | 'totals', Record<PeerGroup, Median>>): boolean =>
  [shares.sector, shares.county, totals.sector, totals.county].some(({ value }) => value !== null)
