import type { Category, LeadSource } from '#db/seed/city/cases/model.ts'

/** How common each category is. */
export const categories: Readonly<Record<Category, number>> = {
  serious_exceedance: 29,
  abnormal_operation: 16,
  other: 21,
  unpermitted_discharge: 5,
  stealth_discharge: 13,
  disclosure_failure: 7,
  falsified_data: 8,
  obstruction: 4,
}

/** What leads to a case of the category. */
export const leads: Readonly<Record<Category, Readonly<Partial<Record<LeadSource, number>>>>> = {
  serious_exceedance: { online: 46, inspection: 32, public_report: 12, cross_check: 8, self_report: 2 },
  abnormal_operation: { inspection: 58, online: 16, public_report: 16, cross_check: 10 },
  other: { inspection: 62, public_report: 24, cross_check: 10, media: 4 },
  unpermitted_discharge: { inspection: 66, public_report: 24, cross_check: 10 },
  stealth_discharge: { public_report: 48, inspection: 32, cross_check: 12, media: 8 },
  disclosure_failure: { inspection: 92, public_report: 8 },
  falsified_data: { online: 52, cross_check: 26, inspection: 22 },
  obstruction: { inspection: 84, cross_check: 16 },
}

/** The acts of each category: the keys of its texts. */
export const acts: Readonly<Record<Category, readonly string[]>> = {
  serious_exceedance: ['exceedance'],
  abnormal_operation: ['idle', 'worn', 'dosing'],
  other: [
    'hazardous_waste',
    'hazardous_waste',
    'no_approval',
    'no_acceptance',
    'open_dust',
    'open_organics',
    'no_records',
    'no_self_monitoring',
  ],
  unpermitted_discharge: ['never', 'expired'],
  stealth_discharge: ['hidden_pipe', 'seepage', 'rain_drain', 'bypass'],
  disclosure_failure: ['late', 'untrue'],
  falsified_data: ['sampling', 'parameters', 'report'],
  obstruction: ['gate', 'records'],
}
