import { odourAtBoundary, type Profile, product, rule, water } from '#db/seed/city/profiles/profile.ts'

const gradeOneA = (factors: string) =>
  rule('GB 18918-2002', ['grade 1-A, built from', 'grade 1-A, water above', 'grade 1-A', 'all grades'], factors)

const sewageWater = 'w01001 w01018 w21003 w21001 w21011 w01012 w01017 w02003'
const sewage = {
  sector: 'sewage',
  trades: [['污水处理厂', 'Sewage Treatment Plant']],
  products: [product('城镇污水处理', '4620', 1, 6, '万立方米/日')],
  water: [
    water({
      name: '尾水排放口',
      rule: gradeOneA(sewageWater),
      flow: [12_000, 60_000],
      process: [
        '改良型A²/O+高效沉淀池+纤维转盘滤池+紫外消毒',
        '氧化沟+深床滤池+次氯酸钠消毒',
        'CASS+高密度沉淀+紫外消毒',
      ],
    }),
  ],
  stacks: [],
  fugitive: odourAtBoundary,
  weight: 0.9,
  share: 2,
} satisfies Profile

const parkSewage = {
  ...sewage,
  trades: [['工业污水处理厂', 'Industrial Sewage Treatment Plant']],
  products: [product('园区工业废水处理', '4620', 0.5, 3, '万立方米/日')],
  water: [
    water({
      name: '尾水排放口',
      rule: gradeOneA(`${sewageWater} w20116 w20120 w20115 w20119`),
      flow: [5000, 18_000],
      process: ['调节+水解酸化+A²/O+高级氧化+活性炭过滤'],
    }),
  ],
  share: 1,
} satisfies Profile

/** Municipal and industrial sewage plants (batch one). */
export const sewagePlants: readonly Profile[] = [sewage, parkSewage]
