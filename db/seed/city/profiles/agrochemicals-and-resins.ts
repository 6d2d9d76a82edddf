import {
  boiler,
  formerly,
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

const oxidation = ['调节+铁碳微电解+Fenton+水解酸化+接触氧化', '混凝气浮+UASB+A/O+臭氧催化氧化']
const organics = ['冷凝+两级活性炭吸附', '水喷淋+除雾+活性炭吸附脱附+催化燃烧', 'RTO蓄热焚烧']
const basic = 'w01001 w01018 w21003 w01012 w21001 w21011'

const fertiliser = {
  sector: 'fertilisers',
  trades: [
    ['肥业', 'Fertiliser'],
    ['生物有机肥', 'Organic Fertiliser'],
  ],
  products: [product('复混肥料', '2624', 4, 15, '万吨/年'), product('有机肥料', '2625', 1, 5, '万吨/年', '生物有机肥')],
  water: [water({ rule: integratedWater(), indirect: toSewer(), flow: [30, 140], process: ['隔油+沉淀+A/O'] })],
  stacks: [
    stack({
      name: '造粒烘干废气排放口',
      rules: [rule('GB 9078-1996', 'industrial furnaces', 'a34013=60 a21026=300')],
      flow: [15_000, 45_000],
      process: ['旋风除尘+水膜除尘'],
    }),
  ],
  fugitive: odourAtBoundary,
  weight: 0.25,
} satisfies Profile

const ammonia = {
  ...fertiliser,
  trades: [['氮肥', 'Nitrogen Fertiliser']],
  products: [product('合成氨', '2621', 6, 18, '万吨/年')],
  water: [
    water({
      rule: rule('GB 13458-2013', 'direct discharge', `${basic} w21016 w23002 w21019 w22001`),
      flow: [900, 2600],
      process: ['氨汽提+A/O+BAF'],
    }),
  ],
  stacks: [boiler('coal', [1, 1, 2]), ...fertiliser.stacks],
  weight: 1,
  share: 0.5,
} satisfies Profile

const pesticide = {
  sector: 'pesticides',
  trades: [
    ['农化', 'Agrochemicals'],
    ['农药', 'Pesticides'],
  ],
  products: [product('农药原药', '2631', 600, 3000, '吨/年', '农药'), product('农药制剂', '2632', 1500, 6000, '吨/年')],
  water: [
    water({
      rule: integratedWater('w01001 w01018 w21003 w01012 w01017 w21011 w22001'),
      indirect: toSewer('w01001 w01018 w01012 w01017 w22001'),
      flow: [100, 420],
      process: oxidation,
    }),
  ],
  stacks: [
    stack({
      name: '合成车间废气排放口',
      rules: [formerly(rule('GB 39727-2020', 'process stacks', 'a24088 a21024 a34013'), 'GB 16297-1996', 'stack')],
      flow: [8000, 25_000],
      process: ['碱喷淋+水喷淋+活性炭吸附', 'RTO蓄热焚烧+碱洗'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.85,
} satisfies Profile

const coatings = {
  sector: 'coatings-inks',
  trades: [
    ['涂料', 'Coatings'],
    ['油墨', 'Inks'],
  ],
  products: [
    product('水性工业涂料', '2641', 3000, 15_000, '吨/年'),
    product('竹木家具涂料', '2641', 2000, 9000, '吨/年'),
    product('水性油墨', '2642', 800, 3500, '吨/年', '油墨'),
  ],
  water: [water({ rule: integratedWater(), indirect: toSewer(), flow: [10, 60], process: oxidation })],
  stacks: [
    stack({
      name: '分散研磨车间废气排放口',
      rules: [
        formerly(rule('GB 37824-2019', 'manufacture of coatings', 'a24088 a34013 a25002'), 'GB 16297-1996', 'stack'),
      ],
      flow: [10_000, 40_000],
      process: organics,
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.35,
} satisfies Profile

const synthetic = {
  sector: 'synthetic-materials',
  trades: [
    ['新材料', 'New Materials'],
    ['高分子材料', 'Polymers'],
  ],
  products: [
    product('不饱和聚酯树脂', '2651', 1, 4, '万吨/年'),
    product('水性聚氨酯', '2651', 0.5, 2, '万吨/年', '高分子材料'),
  ],
  water: [
    water({
      rule: rule('GB 31572-2015', 'direct discharge', basic),
      indirect: toSewer(),
      flow: [60, 260],
      process: oxidation,
    }),
  ],
  stacks: [
    stack({
      name: '反应釜废气排放口',
      rules: [rule('GB 31572-2015', 'process stacks', 'a24088 a34013')],
      flow: [6000, 22_000],
      process: organics,
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.5,
} satisfies Profile

/** Batch two: fertilisers, pesticides, coatings, synthetic materials. */
export const agrochemicalsAndResins: readonly Profile[] = [fertiliser, ammonia, pesticide, coatings, synthetic]
