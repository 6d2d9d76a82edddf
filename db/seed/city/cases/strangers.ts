import type { Category, Incident } from '#db/seed/city/cases/model.ts'
import type { Enterprise } from '#db/seed/city/model.ts'
import { surnames } from '#db/seed/city/words.ts'
import type { Random } from '#db/seed/random.ts'

/** A workshop that the register does not know: a person is named by the surname alone. */
export function strangerIncident(random: Random, neighbour: Enterprise, category: Category, foundOn: string): Incident {
  const { county } = neighbour
  const trade = random.pick(['石材加工', '废旧塑料清洗', '竹制品漂白', '小型电镀', '废油桶翻新', '熔铝'])
  const tradeEn = {
    石材加工: 'stone cutting',
    废旧塑料清洗: 'plastic washing',
    竹制品漂白: 'bamboo bleaching',
    小型电镀: 'plating',
    废油桶翻新: 'drum refurbishing',
    熔铝: 'aluminium melting',
  }[trade]
  return {
    firm: null,
    party: `${random.pick(surnames)}某（${county.name}${trade}点经营者）`,
    partyEn: `Operator of a ${tradeEn} workshop in ${county.nameEn}`,
    county,
    category,
    act: category === 'other' ? 'no_approval' : 'never',
    medium: 'water',
    foundOn,
    leadSource: random.weighted({ public_report: 60, inspection: 40 }),
    outlet: null,
    excess: null,
  }
}
