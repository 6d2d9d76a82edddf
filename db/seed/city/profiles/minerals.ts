import {
  dustAtBoundary,
  formerly,
  integratedAir,
  type Profile,
  product,
  rule,
  stack,
  water,
  workshop,
} from '#db/seed/city/profiles/profile.ts'

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
          'GB 26453-2011',
          'glass melting',
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
      rules: [formerly(rule('GB 26453-2022', 'batching', 'a34013'), 'GB 26453-2011', 'batching')],
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

/** Batch three: glass, bricks, ceramics, carbon, foundries, rare earths. */
export const minerals: readonly Profile[] = [glass, bricks, ceramics, carbon, foundry, rareEarths]
