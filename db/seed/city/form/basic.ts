import { type Answers, type Item, repeated, type Source, single } from '#db/seed/city/form/filled.ts'
import { stepsOf } from '#db/seed/city/form/processes.ts'
import type { Enterprise } from '#db/seed/city/model.ts'
import { readSectors } from '#db/seed/reference-files.ts'

const sectors = new Map(readSectors().sectors.map(({ code, nameZh }) => [code, nameZh]))

/** 一、基本情况: the firm, its products, its lines and how it makes them. */
export function basicItems(source: Source): Item[] {
  const { firm } = source.disclosure
  return [
    ...single(
      'basic',
      {
        name: firm.name,
        orgCode: firm.creditCode,
        legalRepresentative: firm.legalRepresentative,
        startedOn: firm.startedOn.slice(0, 7),
        address: firm.address,
        longitude: firm.place[0],
        latitude: firm.place[1],
        sector: `${sectors.get(firm.profile.sector)}（${firm.industryCode}）`,
      },
      { environmentalOfficer: firm.officer, officerContact: phoneOf(firm) },
    ),
    ...repeated('products', productsOf(source)),
    ...repeated('productionLines', linesOf(source)),
    ...repeated('processDiagrams', [{ process: stepsOf(firm.profile).join('—'), file: [source.files.diagram.id] }]),
  ]
}

/** A number of a form that no subscriber has. */
export const phoneOf = ({ id }: Pick<Enterprise, 'id'>) => `0737-000${String(id).padStart(4, '0')}`

interface Made {
  product: string
  capacity: number
  unit: string
}

/** `竹浆 8.1万吨/年；苇浆 2万吨/年`, taken apart. */
const madeBy = ({ products }: Enterprise): Made[] =>
  products.split('；').flatMap((words) => {
    const [, product = '', capacity = '', unit = ''] = /^(\S+) ([\d.]+)(.+)$/.exec(words) ?? []
    return product ? [{ product, capacity: Number(capacity), unit }] : []
  })

function productsOf({ disclosure: { firm }, random }: Source): Answers[] {
  return madeBy(firm).map((made) => ({
    ...made,
    output: Number((made.capacity * random.between(0.68, 0.98)).toPrecision(3)),
  }))
}

function linesOf({ disclosure: { firm }, outlets, lasting }: Source): Answers[] {
  const hours = Math.max(
    ...outlets.map(({ kind, runs }) => Math.min(8760, kind === 'water_outlet' ? runs * 24 : runs)),
    lasting('shifts').int(230, 300) * 8,
  )
  const random = lasting('lines')
  return madeBy(firm).flatMap(({ product, capacity, unit }) => {
    const count = firm.size === 1 ? 1 : random.int(1, firm.size)
    return Array.from({ length: count }, (_, i) => ({
      name: count === 1 ? `${product}生产线` : `${i + 1}号${product}生产线`,
      product,
      capacity: `${Number((capacity / count).toPrecision(3))}${unit}`,
      hours: Math.round(hours * (i === 0 ? 1 : random.between(0.86, 0.99))),
    }))
  })
}
