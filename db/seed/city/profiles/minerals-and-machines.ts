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

const organics = ['水帘+过滤棉+活性炭吸附', '沸石转轮+催化燃烧', '干式过滤+活性炭吸附脱附+RCO']

const glass = {
  sector: 'flat-glass',
  trades: [['玻璃', 'Glass']],
  products: [product('浮法玻璃', '3041', 200, 500, '万重量箱/年')],
  water: [],
  stacks: [
    stack({
      name: '玻璃熔窑废气排放口',
      count: [1, 1, 1],
      rules: [
        formerly(
          rule('GB 26453-2022', 'glass melting', 'a34013 a21026 a21002 a21024 a21018'),
          'GB 9078-1996',
          'industrial furnaces',
        ),
      ],
      flow: [60_000, 110_000],
      heightM: [60, 85],
      gasC: [150, 220],
      hours: [8300, 8600],
      process: ['电除尘+SCR脱硝+半干法脱硫+布袋除尘'],
    }),
    stack({
      name: '原料配料除尘排放口',
      rules: [formerly(rule('GB 26453-2022', 'batching', 'a34013'), 'GB 16297-1996', 'stack')],
      flow: [8000, 25_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 1,
} satisfies Profile

const bricks = {
  sector: 'ceramics-bricks',
  trades: [
    ['新型墙材', 'Wall Materials'],
    ['页岩砖', 'Shale Bricks'],
    ['建材', 'Building Materials'],
  ],
  products: [product('烧结页岩多孔砖', '3031', 4000, 12_000, '万块/年')],
  water: [],
  stacks: [
    stack({
      name: '隧道窑废气排放口',
      count: [1, 1, 2],
      rules: [rule('GB 29620-2013', 'drying and firing', 'a34013 a21026 a21002 a21018')],
      flow: [40_000, 110_000],
      heightM: [18, 35],
      gasC: [45, 80],
      hours: [6000, 8000],
      process: ['双碱法脱硫除尘', '石灰-石膏法脱硫+湿电除尘'],
    }),
    stack({
      name: '破碎筛分除尘排放口',
      count: [0, 1, 1],
      rules: [rule('GB 29620-2013', 'crushing', 'a34013')],
      flow: [6000, 18_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: { name: '厂界无组织', rule: rule('GB 29620-2013', 'plant boundary', 'a34013 a21026') },
  weight: 0.4,
  share: 3,
} satisfies Profile

const ceramics = {
  ...bricks,
  trades: [['陶瓷', 'Ceramics']],
  products: [product('日用陶瓷', '3074', 600, 3000, '万件/年'), product('建筑陶瓷', '3071', 300, 1200, '万平方米/年')],
  water: [
    water({
      rule: rule('GB 25464-2010', 'direct', 'w01001 w01018 w01012 w21003 w22001'),
      flow: [60, 240],
      process: ['混凝沉淀+过滤回用'],
    }),
  ],
  stacks: [
    stack({
      name: '窑炉废气排放口',
      rules: [rule('GB 25464-2010', 'spray driers', 'a34013 a21026 a21002 a21018')],
      flow: [15_000, 60_000],
      heightM: [18, 30],
      gasC: [90, 160],
      process: ['布袋除尘+碱液喷淋'],
    }),
  ],
  weight: 0.5,
  share: 1,
} satisfies Profile

const carbon = {
  sector: 'graphite-carbon',
  trades: [
    ['碳素', 'Carbon'],
    ['石墨材料', 'Graphite Materials'],
  ],
  products: [
    product('石墨电极', '3091', 3000, 15_000, '吨/年', '碳素'),
    product('锂电负极材料', '3091', 2000, 12_000, '吨/年', '石墨材料'),
  ],
  water: [],
  stacks: [
    stack({
      name: '焙烧炉废气排放口',
      rules: [rule('GB 9078-1996', 'industrial furnaces', 'a34013=30 a21026=200 a34038=30')],
      flow: [20_000, 60_000],
      heightM: [25, 40],
      gasC: [60, 110],
      process: ['电捕焦油器+碱法脱硫'],
    }),
    stack({
      name: '破碎配料除尘排放口',
      rules: [integratedAir('a34013')],
      flow: [8000, 30_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.7,
} satisfies Profile

const foundry = {
  sector: 'foundry',
  trades: [
    ['铸造', 'Foundry'],
    ['机械铸件', 'Castings'],
  ],
  products: [product('灰铸铁件', '3391', 0.5, 4, '万吨/年'), product('球墨铸铁件', '3391', 0.4, 3, '万吨/年')],
  water: [],
  stacks: [
    stack({
      name: '中频电炉熔炼废气排放口',
      rules: [formerly(rule('GB 39726-2020', 'melting', 'a34013'), 'GB 9078-1996', 'industrial furnaces')],
      flow: [15_000, 45_000],
      process: ['布袋除尘'],
    }),
    stack({
      name: '造型浇注及砂处理废气排放口',
      count: [0, 1, 1],
      rules: [formerly(rule('GB 39726-2020', 'moulding', 'a34013'), 'GB 16297-1996', 'stack'), integratedAir('a24088')],
      flow: [20_000, 60_000],
      process: ['布袋除尘+活性炭吸附'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.2,
} satisfies Profile

const rareEarths = {
  sector: 'rare-earths',
  trades: [['稀土材料', 'Rare Earth Materials']],
  products: [product('稀土氧化物', '3232', 300, 1500, '吨/年')],
  water: [
    workshop({ rule: rule('GB 26451-2011', 'workshop', 'w20120 w20119'), flow: [40, 120], process: ['硫化沉淀+过滤'] }),
    water({
      rule: rule('GB 26451-2011', 'direct', 'w01001 w01018 w21003 w01012 w21001 w21011 w21017 w20123'),
      flow: [160, 520],
      process: ['除氟沉淀+汽提脱氨+混凝过滤'],
    }),
  ],
  stacks: [
    stack({
      name: '焙烧及萃取废气排放口',
      rules: [rule('GB 26451-2011', 'rare earth', 'a34013 a21026 a21024 a21018')],
      flow: [12_000, 36_000],
      process: ['碱液两级喷淋'],
    }),
  ],
  fugitive: null,
  weight: 1,
} satisfies Profile

const vehicles = {
  sector: 'motor-vehicles',
  trades: [
    ['汽车零部件', 'Auto Parts'],
    ['专用汽车', 'Special Vehicles'],
    ['车桥', 'Axles'],
  ],
  products: [
    product('汽车零部件', '3670', 20, 200, '万件/年'),
    product('专用汽车', '3630', 500, 3000, '辆/年', '专用汽车'),
  ],
  water: [
    water({
      name: '涂装前处理废水排放口',
      count: [0, 1, 1],
      rule: integratedWater('w01001 w01018 w21003 w01012 w22001 w20123'),
      indirect: toSewer('w01001 w01018 w01012 w22001 w20123'),
      flow: [30, 160],
      process: ['混凝气浮+水解酸化+MBR'],
    }),
  ],
  stacks: [
    stack({
      name: '涂装废气排放口',
      rules: [integratedAir('a24088 a25003 a25005 a34013')],
      flow: [30_000, 90_000],
      heightM: [15, 30],
      process: organics,
    }),
    stack({
      name: '焊接烟尘排放口',
      count: [0, 1, 1],
      rules: [integratedAir('a34013')],
      flow: [10_000, 30_000],
      process: ['滤筒除尘'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.25,
} satisfies Profile

const ships = {
  ...vehicles,
  sector: 'rail-ship-aerospace',
  trades: [
    ['船舶', 'Shipbuilding'],
    ['造船', 'Shipyard'],
    ['船舶重工', 'Marine Heavy Industry'],
  ],
  products: [product('钢质内河货船', '3731', 10, 60, '艘/年'), product('铝合金公务艇', '3731', 20, 120, '艘/年')],
  water: [
    water({
      name: '含油废水排放口',
      count: [0, 1, 1],
      rule: integratedWater('w01001 w01018 w01012 w22001 w21003'),
      flow: [15, 80],
      process: ['隔油+气浮+接触氧化'],
    }),
  ],
  stacks: [
    stack({
      name: '分段涂装房废气排放口',
      rules: [integratedAir('a24088 a25005 a34013')],
      flow: [40_000, 120_000],
      heightM: [15, 25],
      process: organics,
    }),
    stack({
      name: '抛丸预处理除尘排放口',
      count: [0, 1, 1],
      rules: [integratedAir('a34013')],
      flow: [12_000, 40_000],
      process: ['滤筒除尘'],
    }),
  ],
  weight: 0.3,
} satisfies Profile

const boards = rule('GB 39731-2020', ['direct', 'workshop'], 'w01001 w01018 w21003 w01012 w21001 w21011 w20122 w21017')
const capacitors = {
  sector: 'electronics',
  trades: [
    ['电子', 'Electronics'],
    ['电容器', 'Capacitors'],
    ['电子材料', 'Electronic Materials'],
  ],
  products: [
    product('铝电解电容器', '3981', 5, 60, '亿只/年', '电容器'),
    product('化成铝箔', '3985', 100, 900, '万平方米/年', '电子材料'),
  ],
  water: [
    water({
      rule: formerly(
        rule('GB 39731-2020', 'direct', 'w01001 w01018 w21003 w01012 w21001 w21011 w21017'),
        'GB 8978-1996',
        'grade I,',
      ),
      indirect: formerly(
        rule('GB 39731-2020', 'indirect', 'w01001 w01018 w21003 w01012 w21001 w21011'),
        'GB 8978-1996',
        'grade III',
      ),
      flow: [80, 520],
      process: ['中和+混凝沉淀+A/O', '磷酸回收+混凝沉淀+接触氧化'],
    }),
  ],
  stacks: [
    stack({
      name: '腐蚀化成废气排放口',
      rules: [integratedAir('a21024 a34039')],
      flow: [10_000, 36_000],
      process: ['碱液喷淋'],
    }),
    boiler('gas', [0, 0, 1]),
  ],
  fugitive: null,
  weight: 0.3,
  share: 2,
} satisfies Profile

const circuitBoards = {
  ...capacitors,
  trades: [
    ['线路板', 'Circuit Boards'],
    ['电路科技', 'Circuits'],
  ],
  products: [product('印制电路板', '3982', 20, 160, '万平方米/年')],
  water: [
    workshop({
      name: '含镍废水车间排放口',
      rule: rule('GB 39731-2020', 'workshop', 'w20121 w20120'),
      flow: [20, 90],
      process: ['化学沉淀+离子交换'],
    }),
    water({
      rule: formerly(boards, 'GB 8978-1996', 'grade I,'),
      flow: [260, 1200],
      process: ['分质分流+破络+混凝沉淀+A²/O+MBR'],
    }),
  ],
  stacks: [
    stack({
      name: '酸碱废气排放口',
      count: [1, 1, 2],
      rules: [integratedAir('a21024 a34039')],
      flow: [15_000, 50_000],
      process: ['碱液喷淋'],
    }),
    stack({
      name: '有机废气排放口',
      rules: [integratedAir('a24088')],
      flow: [12_000, 40_000],
      process: ['水喷淋+活性炭吸附'],
    }),
  ],
  weight: 0.85,
  share: 1,
} satisfies Profile

/** Batch three: glass to electronics. */
export const mineralsAndMachines: readonly Profile[] = [
  glass,
  bricks,
  ceramics,
  carbon,
  foundry,
  rareEarths,
  vehicles,
  ships,
  capacitors,
  circuitBoards,
]
