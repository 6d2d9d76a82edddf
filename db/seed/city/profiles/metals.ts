import { dustAtBoundary, type Profile, product, rule, stack, water, workshop } from '#db/seed/city/profiles/profile.ts'

const steel = {
  sector: 'iron-steel',
  trades: [
    ['特钢', 'Special Steel'],
    ['钢铁', 'Steel'],
  ],
  products: [product('优质合金钢坯', '3120', 12, 40, '万吨/年'), product('热轧钢材', '3130', 15, 45, '万吨/年')],
  water: [
    water({
      rule: rule(
        'GB 13456-2012',
        ['integrated works', 'direct discharge'],
        'w01001 w01018 w21003 w01012 w22001 w21001 w21011 w20123',
      ),
      flow: [600, 1800],
      process: ['调节+混凝沉淀+过滤+部分回用'],
    }),
  ],
  stacks: [
    stack({
      name: '电炉除尘废气排放口',
      rules: [rule('GB 28664-2012', 'converter secondary', 'a34013')],
      flow: [180_000, 420_000],
      heightM: [25, 35],
      process: ['密闭罩+覆膜布袋除尘'],
    }),
    stack({
      name: '加热炉废气排放口',
      rules: [rule('GB 28665-2012', 'heat treatment furnace', 'a34013 a21026 a21002')],
      flow: [30_000, 80_000],
      heightM: [25, 45],
      gasC: [110, 180],
      process: ['低氮烧嘴'],
    }),
    stack({
      name: '钢渣处理废气排放口',
      count: [0, 1, 1],
      rules: [rule('GB 28664-2012', 'steel slag', 'a34013')],
      flow: [20_000, 50_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.95,
} satisfies Profile

const antimonyTotal = 'w01018 w21003 w21001 w21011 w20122 w20123'
const antimony = {
  sector: 'nonferrous',
  trades: [
    ['锑业', 'Antimony'],
    ['锑品冶炼', 'Antimony Smelting'],
    ['矿业', 'Mining'],
  ],
  products: [
    product('精锑', '3215', 1500, 9000, '吨/年'),
    product('三氧化二锑', '3215', 1200, 8000, '吨/年'),
    product('锑精矿', '0915', 1.5, 9, '万吨/年', '矿业'),
  ],
  water: [
    workshop({
      rule: rule('GB 30770-2014', 'workshop outlet', 'w20004 w20119 w20120 w20115 w20111'),
      flow: [180, 900],
      process: ['石灰中和+铁盐共沉+混凝过滤', '铁盐-石灰两段沉淀+树脂吸附'],
    }),
    water({
      rule: rule('GB 30770-2014', 'total outlet', antimonyTotal),
      flow: [260, 1300],
      process: ['混凝沉淀+砂滤'],
    }),
  ],
  stacks: [
    stack({
      name: '鼓风炉及烟化炉废气排放口',
      rules: [rule('', '', 'a34013=50 a21026=400 a20004=1 a20007=0.5')],
      flow: [24_000, 70_000],
      heightM: [45, 70],
      gasC: [50, 90],
      process: ['表面冷却+布袋除尘+双碱法脱硫', '布袋除尘+石灰-石膏法脱硫'],
    }),
    stack({
      name: '反射炉废气排放口',
      count: [0, 1, 1],
      rules: [rule('', '', 'a34013=50 a21026=400 a20004=1')],
      flow: [15_000, 40_000],
      heightM: [30, 50],
      gasC: [60, 100],
      process: ['布袋除尘+碱液喷淋'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.85,
  share: 6,
} satisfies Profile

const leadZinc = {
  ...antimony,
  trades: [['有色金属', 'Non-ferrous Metals']],
  products: [product('再生铅', '3212', 1, 4, '万吨/年'), product('氧化锌', '3212', 0.6, 2.4, '万吨/年')],
  water: [
    workshop({
      rule: rule('GB 25466-2010', 'workshop outlet', 'w20120 w20115 w20111 w20119'),
      flow: [120, 500],
      process: ['硫化沉淀+石灰中和+过滤'],
    }),
    water({
      rule: rule('GB 25466-2010', 'total outlet', 'w01018 w21003 w21001 w21011 w20123'),
      flow: [200, 700],
      process: ['混凝沉淀+砂滤'],
    }),
  ],
  stacks: [
    stack({
      name: '熔炼炉废气排放口',
      rules: [rule('GB 25466-2010', 'smelting, new', 'a34013 a21026 a20043 a34039')],
      flow: [30_000, 80_000],
      heightM: [45, 60],
      gasC: [50, 90],
      process: ['覆膜布袋除尘+双碱法脱硫'],
    }),
  ],
  share: 1.4,
} satisfies Profile

const aluminium = {
  ...antimony,
  trades: [
    ['铝业', 'Aluminium'],
    ['铜业', 'Copper'],
  ],
  products: [
    product('再生铝合金锭', '3216', 1, 5, '万吨/年', '铝业'),
    product('铜杆', '3211', 0.8, 3, '万吨/年', '铜业'),
  ],
  water: [
    water({
      rule: rule('GB 25467-2010', 'direct discharge', 'w20122 w20120 w20123 w20121'),
      flow: [60, 220],
      process: ['中和沉淀+砂滤'],
    }),
  ],
  stacks: [
    stack({
      name: '熔炼炉废气排放口',
      rules: [rule('GB 25467-2010', 'smelting', 'a34013 a21026')],
      flow: [25_000, 60_000],
      heightM: [20, 30],
      process: ['旋风+布袋除尘'],
    }),
  ],
  share: 1.2,
  only: ['430903', '430981', '430902', '430922'],
} satisfies Profile

/** Iron and steel, non-ferrous metals (batch one). */
export const metals: readonly Profile[] = [steel, antimony, leadZinc, aluminium]
