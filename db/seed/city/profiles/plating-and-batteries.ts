import { dustAtBoundary, type Profile, product, rule, stack, water, workshop } from '#db/seed/city/profiles/profile.ts'

const biological = ['调节+水解酸化+接触氧化+沉淀', '气浮+UASB+A/O+混凝沉淀']
const plating = {
  sector: 'electroplating',
  trades: [
    ['表面处理', 'Surface Treatment'],
    ['电镀', 'Electroplating'],
    ['金属精饰', 'Metal Finishing'],
  ],
  products: [product('镀锌件', '3360', 30, 150, '万平方米/年'), product('镀镍铬件', '3360', 10, 80, '万平方米/年')],
  water: [
    workshop({
      rule: rule('GB 21900-2008', 'new works, workshop', 'w20116 w20117 w20121'),
      flow: [40, 160],
      process: ['分质收集+化学还原+沉淀+离子交换'],
    }),
    water({
      rule: rule('GB 21900-2008', 'new works, total', 'w01001 w01018 w21003 w01012 w21001 w21011 w20122 w20123 w21016'),
      flow: [90, 380],
      process: ['破氰+混凝沉淀+A/O+MBR'],
    }),
  ],
  stacks: [
    stack({
      name: '酸雾净化塔排放口',
      rules: [rule('GB 21900-2008', 'new works, process', 'a21024 a34039')],
      flow: [10_000, 36_000],
      process: ['碱液喷淋'],
    }),
    stack({
      name: '铬酸雾净化塔排放口',
      count: [0, 1, 1],
      rules: [rule('GB 21900-2008', 'new works, process', 'a34040')],
      flow: [8000, 20_000],
      process: ['网格回收+碱液喷淋'],
    }),
  ],
  fugitive: null,
  weight: 0.85,
} satisfies Profile

const electrode = 'w01001 w01018 w01012 w21003 w21001 w21011'
const leadBattery = {
  sector: 'batteries',
  trades: [
    ['蓄电池', 'Storage Batteries'],
    ['电源', 'Power Sources'],
  ],
  products: [product('铅酸蓄电池', '3843', 60, 300, '万千伏安时/年')],
  water: [
    workshop({
      rule: rule('GB 30484-2013', 'workshop', 'w20120 w20115'),
      flow: [60, 240],
      process: ['中和+混凝沉淀+膜过滤'],
    }),
    water({
      rule: rule('GB 30484-2013', 'direct', electrode),
      indirect: rule('GB 30484-2013', 'indirect', 'w01018 w01012 w21003 w21001 w21011'),
      flow: [90, 360],
      process: biological,
    }),
  ],
  stacks: [
    stack({
      name: '铅烟铅尘废气排放口',
      count: [1, 2, 3],
      rules: [rule('GB 30484-2013', 'lead-acid', 'a20043')],
      flow: [20_000, 60_000],
      process: ['滤筒除尘+高效过滤', '布袋除尘+水喷淋'],
    }),
    stack({
      name: '化成酸雾排放口',
      rules: [rule('GB 30484-2013', 'lead-acid', 'a34039')],
      flow: [15_000, 45_000],
      process: ['碱液喷淋'],
    }),
  ],
  fugitive: null,
  weight: 0.9,
  share: 0.6,
} satisfies Profile

const lithiumBattery = {
  ...leadBattery,
  trades: [
    ['锂电', 'Lithium Batteries'],
    ['新能源材料', 'Battery Materials'],
  ],
  products: [
    product('锂离子电池', '3841', 40, 400, '兆瓦时/年', '锂电'),
    product('磷酸铁锂正极材料', '3985', 3000, 15_000, '吨/年', '新能源材料'),
  ],
  water: [leadBattery.water[1] as (typeof leadBattery.water)[number]],
  stacks: [
    stack({
      name: '涂布烘干废气排放口',
      rules: [rule('GB 30484-2013', 'lithium', 'a24088 a34013')],
      flow: [12_000, 40_000],
      process: ['NMP冷凝回收+水喷淋'],
    }),
    stack({
      name: '投料粉尘排放口',
      rules: [rule('GB 30484-2013', 'lithium', 'a34013')],
      flow: [4000, 15_000],
      process: ['滤筒除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.45,
  share: 1,
} satisfies Profile

/** Batch two: electroplating and batteries. */
export const platingAndBatteries: readonly Profile[] = [plating, leadBattery, lithiumBattery]
