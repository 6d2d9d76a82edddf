import {
  boiler,
  dustAtBoundary,
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

const biological = ['格栅+隔油+气浮+水解酸化+接触氧化', '调节+UASB+A/O+二沉', '隔油+气浮+A²/O+混凝沉淀']
const foodWater = (factors = 'w01001 w01018 w21003 w01012 w01017 w22002 w21011') => integratedWater(factors)

const rice = {
  sector: 'agricultural-food',
  trades: [
    ['米业', 'Rice'],
    ['粮油', 'Grain and Oil'],
    ['饲料', 'Feed'],
  ],
  products: [
    product('精制大米', '1311', 3, 15, '万吨/年', '米业'),
    product('菜籽油', '1331', 0.6, 4, '万吨/年', '粮油'),
    product('配合饲料', '1329', 6, 30, '万吨/年', '饲料'),
  ],
  water: [],
  stacks: [
    stack({
      name: '碾磨除尘废气排放口',
      rules: [integratedAir('a34013')],
      flow: [8000, 30_000],
      process: ['脉冲布袋除尘'],
    }),
    boiler('coal', [0, 0, 1]),
  ],
  fugitive: dustAtBoundary,
  weight: 0.05,
  share: 1.5,
} satisfies Profile

const meat = {
  ...rice,
  trades: [
    ['肉食', 'Meat'],
    ['屠宰', 'Slaughtering'],
  ],
  products: [
    product('生猪屠宰', '1351', 15, 80, '万头/年', '屠宰'),
    product('禽类屠宰加工', '1352', 300, 1500, '万羽/年'),
  ],
  water: [
    water({
      rule: rule('GB 13457-1992', 'slaughter', 'w01001 w01018 w21003 w01012 w01017 w22002'),
      indirect: toSewer('w01001 w01018 w01012 w01017 w22002'),
      flow: [200, 900],
      process: biological,
    }),
  ],
  stacks: [boiler('gas', [0, 1, 1])],
  fugitive: odourAtBoundary,
  weight: 0.5,
  share: 1,
} satisfies Profile

const aquatic = {
  ...meat,
  trades: [
    ['水产', 'Aquatic Products'],
    ['小龙虾食品', 'Crayfish Foods'],
    ['蔬菜', 'Vegetables'],
  ],
  products: [
    product('冷冻小龙虾制品', '1361', 0.5, 3, '万吨/年', '小龙虾食品'),
    product('淡水鱼制品', '1361', 0.4, 2, '万吨/年', '水产'),
    product('腌渍蔬菜', '1371', 0.8, 4, '万吨/年', '蔬菜'),
  ],
  water: [
    water({
      rule: foodWater(),
      indirect: toSewer('w01001 w01018 w01012 w22002'),
      flow: [150, 700],
      process: biological,
    }),
  ],
  weight: 0.25,
  share: 1.4,
} satisfies Profile

const starch = {
  ...meat,
  trades: [
    ['淀粉', 'Starch'],
    ['薯业', 'Potato Products'],
  ],
  products: [product('红薯淀粉', '1391', 0.3, 1.5, '万吨/年')],
  water: [
    water({
      rule: rule('GB 25461-2010', 'direct', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011'),
      flow: [180, 700],
      process: biological,
    }),
  ],
  weight: 0.4,
  share: 0.3,
} satisfies Profile

const food = {
  sector: 'food',
  trades: [
    ['食品', 'Foods'],
    ['调味品', 'Condiments'],
    ['粉业', 'Noodles'],
  ],
  products: [
    product('米粉及方便食品', '1439', 0.6, 4, '万吨/年', '粉业'),
    product('辣味休闲豆制品', '1392', 0.3, 1.6, '万吨/年', '食品'),
    product('酱腌调味品', '1469', 0.3, 2, '万吨/年', '调味品'),
    product('糕点', '1411', 0.2, 1, '万吨/年', '食品'),
  ],
  water: [
    water({
      rule: foodWater(),
      indirect: toSewer('w01001 w01018 w01012 w01017 w22002'),
      flow: [60, 320],
      process: biological,
    }),
  ],
  stacks: [boiler('gas', [0, 1, 1])],
  fugitive: null,
  weight: 0.15,
} satisfies Profile

const tea = {
  sector: 'beverages',
  trades: [
    ['茶业', 'Tea'],
    ['黑茶', 'Dark Tea'],
    ['茶厂', 'Tea Works'],
  ],
  products: [
    product('黑毛茶及茯砖茶', '1530', 600, 6000, '吨/年'),
    product('千两茶', '1530', 200, 1500, '吨/年'),
    product('精制黑茶', '1530', 500, 4000, '吨/年'),
  ],
  water: [
    water({
      rule: foodWater('w01001 w01018 w21003 w01012'),
      indirect: toSewer('w01001 w01018 w01012'),
      flow: [8, 40],
      count: [0, 1, 1],
      process: ['化粪池+一体化A/O设备'],
    }),
  ],
  stacks: [
    boiler('gas', [0, 1, 1]),
    stack({
      name: '筛分拣剔除尘排放口',
      rules: [integratedAir('a34013')],
      flow: [5000, 16_000],
      process: ['布袋除尘'],
    }),
  ],
  fugitive: null,
  weight: 0.03,
  share: 6,
  only: ['430923', '430922'],
} satisfies Profile

const spirits = {
  ...tea,
  trades: [['酒业', 'Spirits']],
  products: [product('白酒', '1512', 300, 3000, '千升/年')],
  water: [
    water({
      rule: rule('GB 27631-2011', 'direct', 'w01001 w01018 w21003 w01012 w01017 w21001 w21011 w01002'),
      flow: [60, 260],
      process: biological,
    }),
  ],
  stacks: [boiler('gas', [1, 1, 1])],
  weight: 0.35,
  share: 1,
  only: undefined,
} satisfies Profile

const drinks = {
  ...tea,
  trades: [
    ['饮品', 'Beverages'],
    ['饮料', 'Drinks'],
    ['啤酒', 'Brewing'],
  ],
  products: [product('茶饮料', '1529', 2, 12, '万吨/年'), product('啤酒', '1513', 3, 15, '万千升/年', '啤酒')],
  water: [
    water({
      rule: rule('GB 19821-2005', 'breweries', 'w01001 w01018 w21003 w01012 w01017 w21011'),
      indirect: toSewer(),
      flow: [300, 1200],
      process: biological,
    }),
  ],
  stacks: [boiler('gas', [1, 1, 1])],
  weight: 0.3,
  share: 1,
  only: undefined,
} satisfies Profile

const farm = 'w01018 w21003 w21011 w01012 w01017 w02003'
const livestock = {
  sector: 'livestock',
  trades: [
    ['牧业', 'Livestock'],
    ['生态养殖', 'Eco Farming'],
    ['农牧', 'Agriculture and Livestock'],
  ],
  products: [
    product('生猪出栏', '0313', 0.6, 6, '万头/年'),
    product('蛋鸡存栏', '0321', 5, 40, '万羽'),
    product('肉鸭出栏', '0322', 20, 120, '万羽/年'),
  ],
  water: [
    water({
      name: '养殖废水排放口',
      rule: rule('GB 18596-2001', 'intensive', farm),
      flow: [40, 220],
      process: ['干清粪+厌氧发酵+两级A/O+氧化塘', '固液分离+黑膜沼气池+A/O+人工湿地'],
    }),
  ],
  stacks: [],
  fugitive: odourAtBoundary,
  weight: 0.3,
} satisfies Profile

/** Batch two's food and drink, and batch three's livestock. */
export const foodAndFarms: readonly Profile[] = [rice, meat, aquatic, starch, food, tea, spirits, drinks, livestock]
