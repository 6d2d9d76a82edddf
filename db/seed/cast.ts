import { creditCodeOf } from '#db/credit-code.ts'

/**
 * The enterprises that demonstrations, demo accounts and journeys know by name. Their bodies start with MAX or MAY, letters
 * that the registry has not reached: no real firm bears them.
 */
export const demoCast = {
  /** 430922: key polluter for water and air, published in the years before, this year's disclosure still open. */
  paperMill: creditCodeOf('91', '430922', 'MAY7P4K2'),
  /** 430923 (registered there): exceedances in its disclosures and published cases. */
  antimonySmelter: creditCodeOf('91', '430923', 'MAY3T6B8'),
  /** 430903: municipal plant of the city, grade 1-A, always on time. */
  sewagePlant: creditCodeOf('91', '430903', 'MAX5W1Q4'),
  /** 430922: kiln with on-line monitoring; its disclosure of the year before was corrected once. */
  cementWorks: creditCodeOf('91', '430922', 'MAX8N9C6'),
} as const
