import {
  boiler,
  formerly,
  integratedAir,
  integratedWater,
  odourAtBoundary,
  organicsAtBoundary,
  type Profile,
  product,
  rule,
  stack,
  toSewer,
  water,
} from '#db/seed/city/profiles/profile.ts'

const biological = ['调节+水解酸化+接触氧化+沉淀', '气浮+UASB+A/O+混凝沉淀']
const organics = ['冷凝+碱喷淋+活性炭吸附', '水喷淋+活性炭吸附脱附+催化燃烧']

const specialty = {
  sector: 'specialty-chemicals',
  trades: [
    ['精细化工', 'Fine Chemicals'],
    ['助剂', 'Additives'],
    ['林化', 'Forest Chemicals'],
  ],
  products: [
    product('松香树脂', '2663', 3000, 12_000, '吨/年', '林化'),
    product('纺织印染助剂', '2662', 2000, 8000, '吨/年', '助剂'),
    product('水处理药剂', '2666', 3000, 15_000, '吨/年'),
    product('阻燃剂', '2661', 1500, 7000, '吨/年'),
  ],
  water: [
    water({
      rule: integratedWater('w01001 w01018 w21003 w01012 w01017 w22001'),
      indirect: toSewer('w01001 w01018 w01012 w01017 w22001'),
      flow: [50, 260],
      process: ['Fenton+混凝+水解酸化+接触氧化'],
    }),
  ],
  stacks: [
    stack({
      name: '合成车间废气排放口',
      rules: [integratedAir('a24088 a21024')],
      flow: [6000, 20_000],
      process: organics,
    }),
    boiler('gas', [0, 0, 1]),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.45,
} satisfies Profile

const household = {
  sector: 'household-chemicals',
  trades: [
    ['日化', 'Household Chemicals'],
    ['洗涤用品', 'Detergents'],
  ],
  products: [product('液体洗涤剂', '2681', 1, 5, '万吨/年', '洗涤用品'), product('蚊香', '2689', 20, 80, '万箱/年')],
  water: [
    water({
      rule: integratedWater('w01001 w01018 w21003 w01012 w19002 w21011'),
      indirect: toSewer('w01001 w01018 w01012 w19002'),
      flow: [30, 150],
      process: biological,
    }),
  ],
  stacks: [
    stack({
      name: '喷粉干燥废气排放口',
      count: [0, 1, 1],
      rules: [integratedAir('a34013')],
      flow: [8000, 24_000],
      process: ['旋风+水喷淋除尘'],
    }),
  ],
  fugitive: null,
  weight: 0.2,
} satisfies Profile

const herbal = {
  sector: 'pharmaceuticals',
  trades: [
    ['药业', 'Pharmaceuticals'],
    ['中药饮片', 'Herbal Medicine'],
  ],
  products: [product('中成药', '2740', 200, 900, '吨/年'), product('中药饮片', '2730', 800, 3500, '吨/年', '中药饮片')],
  water: [
    water({
      rule: rule('GB 21906-2008', 'new works', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011 w01002'),
      indirect: toSewer(),
      flow: [60, 300],
      process: biological,
    }),
  ],
  stacks: [
    boiler('gas', [0, 1, 1]),
    stack({
      name: '粉碎干燥废气排放口',
      rules: [formerly(rule('GB 37823-2019', 'process stacks', 'a34013'), 'GB 16297-1996', 'stack')],
      flow: [4000, 15_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: null,
  weight: 0.3,
} satisfies Profile

const synthesis = {
  ...herbal,
  trades: [
    ['制药', 'Pharmaceuticals'],
    ['医药化工', 'Medical Chemicals'],
  ],
  products: [
    product('原料药', '2710', 120, 900, '吨/年', '制药'),
    product('医药中间体', '2710', 200, 1200, '吨/年', '医药化工'),
  ],
  water: [
    water({
      rule: rule('GB 21904-2008', 'new works', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011 w01002'),
      indirect: toSewer(),
      flow: [160, 620],
      process: ['铁碳微电解+Fenton+UASB+A/O+混凝沉淀'],
    }),
  ],
  stacks: [
    stack({
      name: '合成车间废气排放口',
      rules: [formerly(rule('GB 37823-2019', 'process stacks', 'a24088 a21024 a34013'), 'GB 16297-1996', 'stack')],
      flow: [10_000, 32_000],
      process: ['冷凝+碱喷淋+RTO蓄热焚烧'],
    }),
    stack({
      name: '污水站臭气排放口',
      count: [0, 1, 1],
      rules: [integratedAir('a24088')],
      flow: [5000, 12_000],
      process: ['碱洗+生物滤池'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.85,
} satisfies Profile

const fibre = {
  sector: 'chemical-fibres',
  trades: [
    ['化纤', 'Chemical Fibres'],
    ['纤维科技', 'Fibres'],
  ],
  products: [
    product('再生涤纶短纤维', '2822', 1, 4, '万吨/年', '化纤'),
    product('竹浆粘胶纤维', '2812', 0.8, 3, '万吨/年', '化纤'),
  ],
  water: [
    water({
      rule: integratedWater('w01001 w01018 w21003 w01012 w21019 w20123'),
      indirect: toSewer(),
      flow: [300, 1200],
      process: biological,
    }),
  ],
  stacks: [
    boiler('coal', [1, 1, 1]),
    stack({
      name: '纺丝废气排放口',
      rules: [integratedAir('a24088')],
      flow: [15_000, 50_000],
      process: ['碱喷淋+活性炭吸附'],
    }),
  ],
  fugitive: odourAtBoundary,
  weight: 0.6,
} satisfies Profile

/** Batch two: specialty and household chemicals, pharmaceuticals, fibres. */
export const fineChemicals: readonly Profile[] = [specialty, household, herbal, synthesis, fibre]
