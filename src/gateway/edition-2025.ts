/**
 * What is known of HJ 212-2025 from public summaries; its text was not at hand, so nothing of it is confirmed, and nothing
 * about it stands anywhere else. A command that is not here is taken all the same.
 * Source: xiejianjun000/FlowWiki wiki/enforcement-review/concepts; caoyiliang/HJ212 HJ212/Enum.cs
 */
export const edition2025 = {
  isConfirmed: false,
  inForceFrom: '2026-01-01',
  /** V in the Flag. The older dialect of surface-water stations has the same bits. */
  versionBits: 2,
  /** Beyond those of 2017; 9015 is the heartbeat. */
  commands: ['1001', '1002', '1014', '2013', '2052', '2062', '2111', '3022', '3024', '9015'],
} as const
