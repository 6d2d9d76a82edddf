import {
  boiler,
  dustAtBoundary,
  formerly,
  integratedAir,
  integratedWater,
  organicsAtBoundary,
  type Profile,
  product,
  rule,
  stack,
  toSewer,
  water,
  workshop,
} from '#db/seed/city/profiles/profile.ts'

const biological = ['调节+水解酸化+接触氧化', '气浮+A/O+混凝沉淀']
const organics = ['两级活性炭吸附', '水帘+过滤棉+活性炭吸附', '沸石转轮+RTO']

const clothing = {
  sector: 'clothing',
  trades: [
    ['服饰', 'Apparel'],
    ['制衣', 'Garments'],
    ['麻艺', 'Ramie Textiles'],
  ],
  products: [product('针织服装', '1821', 80, 500, '万件/年'), product('苎麻服装', '1819', 40, 200, '万件/年', '麻艺')],
  water: [
    water({
      name: '水洗废水排放口',
      count: [0, 1, 1],
      rule: integratedWater('w01001 w01018 w21003 w01012'),
      indirect: toSewer(),
      flow: [40, 260],
      process: biological,
    }),
  ],
  stacks: [boiler('gas', [1, 1, 1])],
  fugitive: null,
  weight: 0.05,
} satisfies Profile

const leather = {
  sector: 'leather',
  trades: [['皮革', 'Leather']],
  products: [product('牛皮革', '1910', 60, 260, '万平方米/年')],
  water: [
    workshop({
      name: '铬鞣车间排放口',
      rule: rule('GB 30486-2013', 'workshop', 'w20116 w20117'),
      flow: [60, 220],
      process: ['碱沉淀回收铬'],
    }),
    water({
      rule: rule('GB 30486-2013', 'direct', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011 w21019'),
      flow: [300, 900],
      process: ['脱硫+气浮+A/O+芬顿'],
    }),
  ],
  stacks: [
    stack({ name: '喷涂废气排放口', rules: [integratedAir('a24088')], flow: [12_000, 36_000], process: organics }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.9,
} satisfies Profile

const feather = {
  sector: 'feather-footwear',
  trades: [
    ['羽绒', 'Down'],
    ['鞋业', 'Footwear'],
  ],
  products: [
    product('水洗鸭绒', '1942', 300, 1500, '吨/年', '羽绒'),
    product('胶鞋', '1953', 100, 600, '万双/年', '鞋业'),
  ],
  water: [
    water({
      rule: rule('GB 21901-2008', 'new works', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011 w22002'),
      flow: [120, 520],
      process: biological,
    }),
  ],
  stacks: [
    stack({ name: '分毛除尘排放口', rules: [integratedAir('a34013')], flow: [8000, 22_000], process: ['布袋除尘'] }),
  ],
  fugitive: null,
  weight: 0.3,
} satisfies Profile

const panels = {
  sector: 'wood-panels',
  trades: [
    ['竹业', 'Bamboo'],
    ['人造板', 'Wood Panels'],
    ['木业', 'Timber'],
  ],
  products: [
    product('竹集成材', '2029', 0.6, 4, '万立方米/年', '竹业'),
    product('中密度纤维板', '2022', 3, 12, '万立方米/年', '人造板'),
    product('竹胶合板', '2021', 1, 5, '万立方米/年', '竹业'),
  ],
  water: [],
  stacks: [
    stack({
      name: '热压废气排放口',
      rules: [integratedAir('a31001 a24088')],
      flow: [10_000, 40_000],
      process: ['水喷淋+活性炭吸附', '水喷淋+光催化+活性炭吸附'],
    }),
    stack({
      name: '砂光锯边除尘排放口',
      rules: [integratedAir('a34013')],
      flow: [12_000, 50_000],
      process: ['旋风+布袋除尘'],
    }),
    boiler('coal', [0, 1, 1]),
  ],
  fugitive: dustAtBoundary,
  weight: 0.18,
} satisfies Profile

const furniture = {
  sector: 'furniture',
  trades: [
    ['家居', 'Home Furnishings'],
    ['竹家具', 'Bamboo Furniture'],
  ],
  products: [product('竹木家具', '2120', 3, 20, '万件/年'), product('办公家具', '2110', 2, 12, '万件/年', '家居')],
  water: [],
  stacks: [
    stack({
      name: '喷漆废气排放口',
      rules: [integratedAir('a24088 a25003 a25005 a34013')],
      flow: [15_000, 45_000],
      process: organics,
    }),
    stack({
      name: '木工除尘排放口',
      count: [0, 1, 1],
      rules: [integratedAir('a34013')],
      flow: [8000, 30_000],
      process: ['中央布袋除尘'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.08,
} satisfies Profile

const printing = {
  sector: 'printing',
  trades: [
    ['包装印务', 'Packaging and Printing'],
    ['彩印', 'Colour Printing'],
  ],
  products: [
    product('食品软包装', '2319', 1000, 6000, '吨/年', '包装印务'),
    product('纸盒彩印', '2319', 2000, 9000, '万个/年', '彩印'),
  ],
  water: [],
  stacks: [
    stack({
      name: '印刷复合废气排放口',
      rules: [formerly(rule('GB 41616-2022', 'printing', 'a24088 a25002'), 'GB 16297-1996', 'stack')],
      flow: [15_000, 50_000],
      process: organics,
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.12,
} satisfies Profile

const rubber = {
  sector: 'rubber-plastics',
  trades: [['橡胶', 'Rubber']],
  products: [product('橡胶密封制品', '2913', 800, 5000, '吨/年'), product('橡胶机带', '2912', 60, 300, '万平方米/年')],
  water: [],
  stacks: [
    stack({
      name: '炼胶硫化废气排放口',
      rules: [rule('GB 27632-2011', 'mixing', 'a34013 a24088')],
      flow: [15_000, 45_000],
      process: ['布袋除尘+活性炭吸附', '过滤棉+UV光解+活性炭吸附'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.15,
} satisfies Profile

const plastics = {
  ...rubber,
  trades: [
    ['塑业', 'Plastics'],
    ['管业', 'Pipes'],
    ['包装材料', 'Packaging Materials'],
  ],
  products: [
    product('塑料管材', '2922', 0.5, 4, '万吨/年', '管业'),
    product('塑料编织袋', '2923', 0.3, 2, '万吨/年', '包装材料'),
    product('再生塑料颗粒', '2929', 0.3, 2, '万吨/年', '塑业'),
  ],
  stacks: [
    stack({
      name: '挤出造粒废气排放口',
      rules: [rule('GB 31572-2015', 'process stacks', 'a24088 a34013')],
      flow: [8000, 28_000],
      process: ['水喷淋+除雾+活性炭吸附'],
    }),
  ],
  weight: 0.05,
  share: 2,
} satisfies Profile

/** Batch three: clothing to plastics. */
export const lightIndustry: readonly Profile[] = [
  clothing,
  leather,
  feather,
  panels,
  furniture,
  printing,
  rubber,
  plastics,
]
