import { chemicals } from '#db/seed/city/profiles/chemicals.ts'
import { fineChemicals } from '#db/seed/city/profiles/fine-chemicals.ts'
import { foodAndFarms } from '#db/seed/city/profiles/food.ts'
import { heat } from '#db/seed/city/profiles/heat.ts'
import { lightIndustry } from '#db/seed/city/profiles/light-industry.ts'
import { metals } from '#db/seed/city/profiles/metals.ts'
import { mineralsAndMachines } from '#db/seed/city/profiles/minerals-and-machines.ts'
import { paperAndDyeing } from '#db/seed/city/profiles/paper-and-dyeing.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import { sewagePlants } from '#db/seed/city/profiles/sewage.ts'

/** Every kind of firm in the city, over the 43 sectors of the three batches. */
export const profiles: readonly Profile[] = [
  ...metals,
  ...heat,
  ...paperAndDyeing,
  ...sewagePlants,
  ...chemicals,
  ...fineChemicals,
  ...foodAndFarms,
  ...lightIndustry,
  ...mineralsAndMachines,
]
