import {
  dustAtBoundary,
  fugitive,
  integratedAir,
  integratedWater,
  odourAtBoundary,
  type Profile,
  product,
  rule,
  stack,
  toSewer,
  water,
} from '#db/seed/city/profiles/profile.ts'

const powerFromBiomass = {
  sector: 'thermal-power',
  trades: [
    ['热电', 'Cogeneration'],
    ['能源', 'Energy'],
  ],
  products: [product('发电', '4411', 1.2, 3.6, '亿千瓦时/年'), product('集中供热（蒸汽）', '4412', 20, 60, '万吨/年')],
  water: [
    water({
      name: '脱硫废水及生产废水排放口',
      rule: integratedWater('w01001 w01018 w21003 w01012 w22001'),
      indirect: toSewer(),
      flow: [120, 600],
      process: ['中和+絮凝沉淀+澄清'],
    }),
  ],
  stacks: [
    stack({
      name: '机组烟气排放口',
      count: [1, 1, 2],
      rules: [rule('GB 13223-2011', 'coal boilers', 'a34013=10 a21026=35 a21002=50 a20057')],
      flow: [150_000, 420_000],
      heightM: [80, 180],
      gasC: [50, 90],
      hours: [5200, 7400],
      process: ['SCR脱硝+电袋复合除尘+石灰石-石膏湿法脱硫'],
    }),
    stack({
      name: '输煤系统转运站排放口',
      count: [0, 1, 2],
      rules: [integratedAir('a34013')],
      flow: [6000, 18_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 1,
} satisfies Profile

const kiln = 'cement kiln'
const cementWithKiln = {
  sector: 'cement',
  trades: [['水泥', 'Cement']],
  products: [product('水泥熟料', '3011', 80, 150, '万吨/年'), product('普通硅酸盐水泥', '3011', 100, 220, '万吨/年')],
  water: [],
  stacks: [
    stack({
      name: '窑尾废气排放口',
      count: [1, 1, 1],
      rules: [rule('GB 4915-2013', kiln, 'a34013 a21026 a21002 a21018 a20057 a21001')],
      flow: [320_000, 520_000],
      heightM: [85, 110],
      gasC: [95, 140],
      hours: [5200, 7300],
      process: ['SNCR+SCR脱硝+覆膜袋式除尘'],
    }),
    stack({
      name: '窑头废气排放口',
      count: [1, 1, 1],
      rules: [rule('GB 4915-2013', 'dryer, drying mill, coal mill, cooler', 'a34013')],
      flow: [200_000, 320_000],
      heightM: [35, 45],
      gasC: [80, 130],
      hours: [5200, 7300],
      process: ['电袋复合除尘'],
    }),
    stack({
      name: '煤磨废气排放口',
      count: [1, 1, 1],
      rules: [rule('GB 4915-2013', 'dryer, drying mill, coal mill, cooler', 'a34013')],
      flow: [50_000, 90_000],
      process: ['防爆袋式除尘'],
    }),
    stack({
      name: '水泥磨废气排放口',
      count: [1, 2, 2],
      rules: [rule('GB 4915-2013', 'mine crushers', 'a34013')],
      flow: [60_000, 150_000],
      heightM: [25, 40],
      process: ['袋式除尘'],
    }),
    stack({
      name: '包装机废气排放口',
      rules: [rule('GB 4915-2013', 'mine crushers', 'a34013')],
      flow: [15_000, 30_000],
      process: ['袋式除尘'],
    }),
  ],
  fugitive: fugitive('GB 4915-2013', 'plant boundary', 'a34013'),
  weight: 1,
  share: 0.5,
  only: ['430903', '430922', '430923'],
} satisfies Profile

const cementGrinding = {
  ...cementWithKiln,
  trades: [['水泥粉磨', 'Cement Grinding']],
  products: [product('复合硅酸盐水泥', '3011', 40, 90, '万吨/年')],
  stacks: cementWithKiln.stacks.slice(3),
  weight: 0.5,
} satisfies Profile

const coal = {
  sector: 'coal',
  trades: [['煤业', 'Coal']],
  products: [product('原煤', '0610', 9, 30, '万吨/年')],
  water: [
    water({
      name: '矿井水排放口',
      rule: rule(
        'GB 20426-2006',
        ['mine water', 'mine water (acid)', 'toxic pollutants'],
        'w01018 w01012 w22001 w20125 w20124 w20119 w21017',
      ),
      flow: [900, 4200],
      process: ['中和+曝气除铁锰+混凝沉淀', '混凝沉淀+人工湿地'],
    }),
  ],
  stacks: [
    stack({
      name: '原煤筛分破碎除尘排放口',
      count: [0, 1, 1],
      rules: [rule('GB 20426-2006', 'dedusters', 'a34013')],
      flow: [8000, 20_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: dustAtBoundary,
  weight: 0.7,
} satisfies Profile

const incineration = {
  sector: 'waste-incineration',
  trades: [['环保能源', 'Environmental Energy']],
  products: [product('生活垃圾焚烧处理', '4417', 400, 1200, '吨/日')],
  water: [
    water({
      name: '渗滤液处理站排放口',
      rule: integratedWater('w01001 w01018 w21003 w01012 w01017'),
      indirect: rule('GB/T 31962-2015', 'grade B', 'w01001 w01018 w21003 w01012 w21001 w21011'),
      flow: [120, 350],
      process: ['UASB+两级A/O+超滤+纳滤+反渗透'],
    }),
  ],
  stacks: [
    stack({
      name: '焚烧炉烟气排放口',
      count: [1, 2, 2],
      rules: [rule('GB 18485-2014', 'stack of the incinerator', 'a34013 a21026 a21002 a21024 a21005 a20057')],
      flow: [70_000, 130_000],
      heightM: [60, 80],
      gasC: [130, 160],
      hours: [7200, 8000],
      process: ['SNCR+半干法脱酸+干法喷射+活性炭吸附+袋式除尘'],
    }),
  ],
  fugitive: odourAtBoundary,
  weight: 1,
} satisfies Profile

/** Power, cement, coal and waste incineration (batch one). */
export const heat: readonly Profile[] = [powerFromBiomass, cementWithKiln, cementGrinding, coal, incineration]
