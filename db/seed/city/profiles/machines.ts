import {
  boiler,
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

/** Batch three: vehicles, ships, electronics. */
export const machines: readonly Profile[] = [vehicles, ships, capacitors, circuitBoards]
