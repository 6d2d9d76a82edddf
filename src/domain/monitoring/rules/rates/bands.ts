/** Where the bands of the rate begin in which enterprises are counted; the first band is what is below all. The goal is one of them. */
export const rateBandEdges = [0.5, 0.75, 0.9, 0.95] as const
