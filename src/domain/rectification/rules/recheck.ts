interface Sample {
  reportNo: string
  met: boolean | null
}

/**
 * What a re-inspection says of a problem: its report numbers, and whether the limits were met. A sample over its limit or a finding
 * says no; where nothing was judged, it is left open.
 * @returns null when nothing was sampled
 */
export function recheckBy(
  samples: readonly Sample[],
  findings: number,
): { recheckReportNo: string; recheckMet: boolean | null } | null {
  if (samples.length === 0) return null
  const judged = samples.map(({ met }) => met).filter((met) => met !== null)
  const isOver = judged.includes(false) || findings > 0
  return {
    recheckReportNo: [...new Set(samples.map(({ reportNo }) => reportNo))].join('、').slice(0, 100),
    recheckMet: isOver ? false : judged.length > 0 ? true : null,
  }
}
