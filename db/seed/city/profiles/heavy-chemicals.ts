import {
  boiler,
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
  workshop,
} from '#db/seed/city/profiles/profile.ts'

const basic = 'w01001 w01018 w21003 w01012 w21001 w21011'

const petrochemical = {
  sector: 'petrochemical',
  trades: [['石化', 'Petrochemicals']],
  products: [product('润滑油基础油', '2511', 3, 10, '万吨/年'), product('碳五石油树脂', '2614', 1, 4, '万吨/年')],
  water: [
    water({
      rule: rule('GB 31571-2015', 'direct discharge', `${basic} w22001 w21019 w23002`),
      indirect: toSewer(),
      flow: [240, 900],
      process: ['隔油+气浮+A/O+BAF'],
    }),
  ],
  stacks: [
    stack({
      name: '工艺加热炉废气排放口',
      rules: [rule('GB 31571-2015', 'process heaters', 'a34013 a21026 a21002')],
      flow: [15_000, 45_000],
      heightM: [35, 60],
      gasC: [110, 180],
      process: ['低氮燃烧'],
    }),
    stack({
      name: '油气回收装置排放口',
      rules: [integratedAir('a24088')],
      flow: [500, 2500],
      process: ['冷凝+活性炭吸附'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 0.85,
} satisfies Profile

const coking = {
  sector: 'coking',
  trades: [['焦化', 'Coking']],
  products: [product('冶金焦', '2521', 20, 60, '万吨/年')],
  water: [
    water({
      rule: rule('GB 16171-2012', 'direct discharge', `${basic} w22001 w23002 w21016 w21019`),
      flow: [400, 1100],
      process: ['蒸氨+A²/O+混凝沉淀+臭氧氧化'],
    }),
  ],
  stacks: [
    stack({
      name: '焦炉烟囱排放口',
      count: [1, 1, 1],
      rules: [rule('GB 16171-2012', 'coke oven', 'a34013 a21026 a21002')],
      flow: [60_000, 140_000],
      heightM: [80, 110],
      gasC: [110, 180],
      hours: [7800, 8500],
      process: ['SDS干法脱硫+布袋除尘+SCR脱硝'],
    }),
    stack({
      name: '推焦地面站排放口',
      count: [1, 1, 1],
      rules: [rule('GB 16171-2012', 'coke pushing', 'a34013 a21026')],
      flow: [90_000, 180_000],
      process: ['袋式除尘'],
    }),
  ],
  fugitive: odourAtBoundary,
  weight: 1,
} satisfies Profile

const coalChemicals = {
  sector: 'coal-chemicals',
  trades: [['煤化工', 'Coal Chemicals']],
  products: [product('清洁燃气', '2522', 1, 3, '亿立方米/年')],
  water: [
    water({
      rule: integratedWater('w01001 w01018 w21003 w01012 w22001 w23002 w21019'),
      flow: [300, 900],
      process: ['酚氨回收+A/O+Fenton'],
    }),
  ],
  stacks: [
    boiler('coal', [1, 1, 1]),
    stack({
      name: '硫回收尾气排放口',
      rules: [integratedAir('a21026')],
      flow: [4000, 12_000],
      process: ['超级克劳斯+碱洗'],
    }),
  ],
  fugitive: odourAtBoundary,
  weight: 1,
} satisfies Profile

const inorganic = {
  sector: 'inorganic-chemicals',
  trades: [
    ['化工', 'Chemicals'],
    ['无机盐', 'Inorganic Salts'],
    ['锑白', 'Antimony White'],
  ],
  products: [
    product('焦锑酸钠', '2613', 1200, 6000, '吨/年', '锑白'),
    product('硫酸', '2611', 3, 12, '万吨/年'),
    product('碳酸钙', '2619', 1.5, 8, '万吨/年'),
    product('五水硫酸铜', '2613', 800, 4000, '吨/年'),
  ],
  water: [
    water({
      rule: rule('GB 31573-2015', 'direct discharge', `${basic} w21017`),
      flow: [120, 520],
      process: ['中和+混凝沉淀+砂滤'],
    }),
    workshop({
      rule: rule('GB 31573-2015', 'workshop outlet', 'w20119 w20120 w20004'),
      flow: [40, 160],
      process: ['铁盐共沉+精密过滤'],
    }),
  ],
  stacks: [
    stack({
      name: '反应及干燥废气排放口',
      rules: [rule('GB 31573-2015', 'process stacks', 'a34013 a21026 a34039')],
      flow: [8000, 28_000],
      process: ['布袋除尘+碱液喷淋', '电除雾+碱液吸收'],
    }),
  ],
  fugitive: null,
  weight: 0.55,
} satisfies Profile

const pvc = {
  sector: 'pvc',
  trades: [['树脂', 'Resins']],
  products: [product('聚氯乙烯糊树脂', '2651', 2, 6, '万吨/年')],
  water: [
    water({
      rule: rule('GB 15581-2016', 'direct discharge', basic),
      flow: [400, 1200],
      process: ['汽提+混凝沉淀+A/O+过滤'],
    }),
  ],
  stacks: [
    stack({
      name: '聚合及干燥废气排放口',
      rules: [rule('GB 15581-2016', 'PVC works', 'a24046 a24088 a34013')],
      flow: [20_000, 60_000],
      heightM: [25, 40],
      process: ['变压吸附回收+旋风除尘+水洗'],
    }),
  ],
  fugitive: organicsAtBoundary,
  weight: 1,
} satisfies Profile

/** Batch two: petrochemicals, coking, coal and inorganic chemicals, PVC. */
export const heavyChemicals: readonly Profile[] = [petrochemical, coking, coalChemicals, inorganic, pvc]
