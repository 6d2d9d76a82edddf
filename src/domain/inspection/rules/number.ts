/** 检2026-0031, 抽2026-0007: the number of an inspection or a draw, as everybody writes it. */
export const inspectionNo = (year: number, seq: number) => `检${year}-${String(seq).padStart(4, '0')}`
export const drawNo = (year: number, seq: number) => `抽${year}-${String(seq).padStart(4, '0')}`
