import {
  boiler,
  cleanWater,
  integratedAir,
  odourAtBoundary,
  type Profile,
  product,
  rule,
  stack,
  water,
  workshop,
} from '#db/seed/city/profiles/profile.ts'

const paperWater = (applies: string) =>
  water({
    rule: rule('GB 3544-2008', [applies, 'all mills'], 'w01001 w01018 w21003 w01012 w21001 w21011 w01017 w01002'),
    flow: [1200, 6500],
    process: ['混凝沉淀+水解酸化+接触氧化+Fenton氧化', '斜网回收+气浮+厌氧+好氧+深度混凝'],
  })

const paper = {
  sector: 'paper',
  trades: [
    ['纸业', 'Paper'],
    ['造纸', 'Papermaking'],
    ['纸品', 'Paper Products'],
  ],
  products: [
    product('生活用纸', '2221', 1.2, 8, '万吨/年'),
    product('瓦楞原纸', '2221', 3, 15, '万吨/年'),
    product('文化用纸', '2221', 1.5, 8, '万吨/年'),
    product('手工竹浆火纸', '2222', 0.2, 0.8, '万吨/年'),
  ],
  water: [paperWater('paper mills')],
  stacks: [boiler('gas', [1, 1, 1])],
  fugitive: odourAtBoundary,
  weight: 0.75,
  share: 2,
} satisfies Profile

const pulpAndPaper = {
  ...paper,
  trades: [
    ['浆纸', 'Pulp and Paper'],
    ['竹浆纸业', 'Bamboo Pulp and Paper'],
  ],
  products: [
    product('苇浆', '2211', 2, 6, '万吨/年'),
    product('竹浆', '2211', 3, 9, '万吨/年'),
    product('本色生活用纸', '2221', 2, 8, '万吨/年'),
  ],
  water: [
    paperWater('integrated pulp and paper'),
    workshop({
      name: '漂白车间废水排放口',
      rule: rule('GB 3544-2008', 'integrated pulp and paper', 'w99002'),
      flow: [300, 900],
      process: ['二氧化氯漂白+碱回收'],
    }),
    cleanWater([400, 1200], [0, 0, 1]),
  ],
  stacks: [
    boiler('coal', [1, 1, 2]),
    stack({
      name: '碱回收炉废气排放口',
      count: [0, 1, 1],
      rules: [rule('', '', 'a34013=30 a21026=200 a21002=200')],
      flow: [30_000, 80_000],
      heightM: [45, 80],
      gasC: [120, 170],
      hours: [6400, 7900],
      process: ['静电除尘'],
    }),
    stack({
      name: '石灰窑废气排放口',
      count: [0, 0, 1],
      rules: [rule('', '', 'a34013=30 a21026=200 a21002=300')],
      flow: [12_000, 26_000],
      heightM: [30, 45],
      gasC: [110, 180],
      hours: [6000, 7600],
      process: ['旋风除尘+静电除尘'],
    }),
  ],
  weight: 1,
  share: 1,
  only: ['430922', '430981'],
} satisfies Profile

const dyeing = {
  sector: 'dyeing',
  trades: [
    ['印染', 'Dyeing and Printing'],
    ['染整', 'Textile Finishing'],
  ],
  products: [
    product('苎麻织物染整', '1733', 1200, 4500, '万米/年'),
    product('棉及化纤印染布', '1713', 2000, 8000, '万米/年'),
    product('针织布染整', '1762', 3000, 9000, '吨/年'),
  ],
  water: [
    water({
      rule: rule(
        'GB 4287-2012',
        ['direct discharge, total', 'direct and indirect'],
        'w01001 w01018 w21003 w01012 w21001 w21011 w01002 w21019 w20004',
      ),
      indirect: rule(
        'GB 4287-2012',
        ['indirect discharge, total', 'direct and indirect'],
        'w01001 w01018 w21003 w01012 w21001 w21011 w01002 w20004',
      ),
      flow: [700, 3200],
      process: ['调节+气浮+水解酸化+接触氧化+臭氧脱色', '混凝沉淀+厌氧+MBR'],
    }),
  ],
  stacks: [
    stack({
      name: '定型机废气排放口',
      count: [1, 1, 2],
      rules: [integratedAir('a34013 a24088')],
      flow: [12_000, 40_000],
      gasC: [45, 80],
      process: ['水喷淋+高压静电'],
    }),
    boiler('gas', [1, 1, 1]),
  ],
  fugitive: null,
  weight: 0.8,
} satisfies Profile

/** Pulp and paper, dyeing and finishing (batch one). */
export const paperAndDyeing: readonly Profile[] = [paper, pulpAndPaper, dyeing]
