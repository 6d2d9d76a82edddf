import { agrochemicalsAndResins } from '#db/seed/city/profiles/agrochemicals-and-resins.ts'
import { fineChemicals } from '#db/seed/city/profiles/fine-chemicals.ts'
import { foodAndFarms } from '#db/seed/city/profiles/food.ts'
import { heat } from '#db/seed/city/profiles/heat.ts'
import { heavyChemicals } from '#db/seed/city/profiles/heavy-chemicals.ts'
import { lightIndustry } from '#db/seed/city/profiles/light-industry.ts'
import { machines } from '#db/seed/city/profiles/machines.ts'
import { metals } from '#db/seed/city/profiles/metals.ts'
import { minerals } from '#db/seed/city/profiles/minerals.ts'
import { paperAndDyeing } from '#db/seed/city/profiles/paper-and-dyeing.ts'
import { platingAndBatteries } from '#db/seed/city/profiles/plating-and-batteries.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import { sewagePlants } from '#db/seed/city/profiles/sewage.ts'

/** Every kind of firm in the city, over the 43 sectors of the three batches. */
export const profiles: readonly Profile[] = [
  ...metals,
  ...heat,
  ...paperAndDyeing,
  ...sewagePlants,
  ...heavyChemicals,
  ...agrochemicalsAndResins,
  ...fineChemicals,
  ...platingAndBatteries,
  ...foodAndFarms,
  ...lightIndustry,
  ...minerals,
  ...machines,
]
