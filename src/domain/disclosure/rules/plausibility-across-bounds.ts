/** The figures behind plausibility-across.ts and plausibility-misplaced.ts: the portal's own, so that a true filing passes. */
export const acrossBounds = {
  /** A part above its whole: asked from here (samples of different days, uncertainty of two methods) ... */
  partMargin: 1.1,
  /** ... and refused from here. */
  partImpossible: 1.5,
  /** So many rows make a pattern, when they are at least this share of the outlet's measured rows. */
  copiedRows: 3,
  copiedShare: 0.75,
  /** Of the rows that had a value last year. */
  sentAgainShare: 0.75,
  /** Rounding of the outlets' totals. */
  permitMargin: 1.005,
  hoursInYear: 8784,
  /** A value belongs to another row when it is this many times off its own history and within `fits` of the other's. */
  misfit: 4,
  fits: 1.35,
} as const

/** What is part of what, by definition of the factors; so that the part can never be more. */
export const wholesOf = [
  { part: 'w01017', whole: 'w01018', nameZh: '化学需氧量', nameEn: 'chemical oxygen demand' },
  { part: 'w01020', whole: 'w01018', nameZh: '化学需氧量', nameEn: 'chemical oxygen demand' },
  { part: 'w21003', whole: 'w21001', nameZh: '总氮', nameEn: 'total nitrogen' },
  { part: 'w21004', whole: 'w21001', nameZh: '总氮', nameEn: 'total nitrogen' },
  { part: 'w21006', whole: 'w21001', nameZh: '总氮', nameEn: 'total nitrogen' },
  { part: 'w21007', whole: 'w21001', nameZh: '总氮', nameEn: 'total nitrogen' },
  { part: 'w21003', whole: 'w21004', nameZh: '凯氏氮', nameEn: 'Kjeldahl nitrogen' },
  { part: 'w20117', whole: 'w20116', nameZh: '总铬', nameEn: 'total chromium' },
  { part: 'w20113', whole: 'w20111', nameZh: '总汞', nameEn: 'total mercury' },
  { part: 'w19002', whole: 'w19001', nameZh: '表面活性剂', nameEn: 'surfactants' },
  { part: 'a34004', whole: 'a34002', nameZh: 'PM10', nameEn: 'PM10' },
  { part: 'a34002', whole: 'a34001', nameZh: '总悬浮颗粒物', nameEn: 'total suspended particulate' },
  { part: 'a21004', whole: 'a21002', nameZh: '氮氧化物', nameEn: 'nitrogen oxides' },
] as const
