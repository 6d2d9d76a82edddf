import type { Profile } from '#db/seed/city/profiles/profile.ts'

/** Steps of production in their order; one with `~` gives waste water. By the profile's first trade, else by its sector. */
const processes: Readonly<Record<string, string>> = {
  'iron-steel': '废钢分拣 电炉熔炼 钢包精炼 ~连铸 ~轧制 精整入库',
  'thermal-power': '燃料贮运 破碎制粉 锅炉燃烧 汽轮发电 ~化学水处理 灰渣外运',
  cement: '石灰石破碎 生料粉磨 预热分解 回转窑煅烧 熟料冷却 水泥粉磨 包装散装',
  水泥粉磨: '熟料与混合材进厂 配料 水泥粉磨 选粉 包装散装',
  coal: '~井下开采 提升 原煤筛分 破碎 贮存装车',
  paper: '浆板碎解 ~打浆除砂 ~抄造 压榨 烘干 复卷分切',
  浆纸: '备料 ~蒸煮 ~洗浆筛选 ~漂白 ~抄造 烘干 复卷分切 碱回收',
  dyeing: '坯布准备 ~退浆煮练 ~漂白 ~染色印花 ~水洗 定型 检验包装',
  sewage: '进水 粗细格栅 沉砂 生化处理 二次沉淀 深度处理 消毒 出水',
  工业污水处理厂: '进水 调节均质 水解酸化 生化处理 高级氧化 活性炭过滤 出水',
  'waste-incineration': '~垃圾贮坑 焚烧 余热锅炉 汽轮发电 烟气净化 ~渗滤液处理 飞灰稳定化',
  nonferrous: '矿石破碎 配料 鼓风炉挥发熔炼 反射炉还原精炼 铸锭 ~湿法收尘',
  有色金属: '原料预处理 焙烧 ~浸出 ~萃取净化 电积 熔铸',
  铝业: '铝锭配料 熔化 精炼 铸造 ~挤压轧制 ~表面清洗',
  petrochemical: '原料贮运 ~电脱盐 加热分馏 催化加氢 ~产品精制 装车',
  coking: '备煤 炼焦 推焦 干熄焦 ~煤气净化 ~化产回收',
  batteries: '铅粉制造 和膏涂板 固化干燥 ~化成 装配 检测包装',
  锂电: '配料搅拌 涂布烘干 辊压分切 装配 注液 化成分容',
  'coal-chemicals': '备煤 ~煤气化 变换 ~低温甲醇洗 合成 精馏',
  'inorganic-chemicals': '矿石粉磨 ~酸解浸取 ~净化过滤 结晶 干燥 包装',
  pvc: '乙炔发生 氯化氢合成 转化精制 ~聚合 ~离心 干燥 包装',
  fertilisers: '原料粉碎 配料混合 造粒 烘干冷却 筛分 包装',
  氮肥: '造气 ~脱硫变换 ~脱碳 氨合成 尿素合成 造粒包装',
  pesticides: '投料 ~合成反应 ~萃取分层 精馏 复配 灌装包装',
  'coatings-inks': '投料 预分散 研磨 调漆 ~容器清洗 过滤灌装',
  'synthetic-materials': '单体贮存 计量投料 ~聚合 ~脱挥 造粒干燥 包装',
  'specialty-chemicals': '投料 ~反应 ~洗涤分离 精制 干燥 包装',
  'household-chemicals': '原料计量 磺化中和 ~配制混合 喷粉干燥 ~设备清洗 灌装',
  pharmaceuticals: '净选 ~洗润 切制 ~炮制提取 干燥 包装',
  制药: '投料 ~合成 ~结晶离心 干燥 制剂 包装',
  'chemical-fibres': '切片干燥 熔融纺丝 上油卷绕 ~牵伸水洗 定型 打包',
  electroplating: '~除油 ~酸洗活化 ~镀覆 ~多级漂洗 钝化 烘干检验',
  'agricultural-food': '原料清理 ~浸泡清洗 砻谷碾磨 色选分级 包装',
  肉食: '~待宰 ~屠宰放血 ~清洗去内脏 分割 冷藏',
  水产: '原料验收 ~清洗分级 ~蒸煮 速冻 包装冷藏',
  淀粉: '~清洗 ~破碎磨浆 ~分离精制 脱水 干燥包装',
  food: '原料验收 ~清洗预处理 ~蒸煮调配 灌装成型 杀菌 包装',
  beverages: '毛茶验收 筛分拣剔 ~汽蒸渥堆 压制 干燥 包装',
  酒业: '原料粉碎 ~泡粮蒸煮 发酵 蒸馏 勾调贮存 ~洗瓶灌装',
  饮品: '~水处理 配料 ~洗瓶 灌装 杀菌 包装',
  clothing: '面料检验 裁剪 缝制 ~水洗 整烫 包装',
  leather: '~浸水脱毛 ~浸灰 ~铬鞣 ~复鞣染色 干燥整理 涂饰',
  'feather-footwear': '原毛除灰 ~洗毛 脱水烘干 分毛 拼堆 打包',
  'wood-panels': '原竹断料 ~蒸煮炭化 干燥 施胶 热压 砂光锯边',
  furniture: '开料 机加工 砂光 喷漆 烘干 装配包装',
  printing: '制版 调墨 印刷 复合熟化 分切 制袋',
  'rubber-plastics': '配料 密炼开炼 压延成型 硫化 ~冷却 检验包装',
  塑业: '混料 挤出熔融 ~水冷定型 切割 ~破碎清洗 包装',
  'flat-glass': '原料配料 熔化 锡槽成型 退火 切裁 包装',
  'ceramics-bricks': '原料破碎 陈化 制坯成型 干燥 隧道窑焙烧 出窑堆放',
  陶瓷: '~原料球磨 喷雾干燥 压制成型 ~施釉 烧成 ~抛光磨边',
  'graphite-carbon': '原料煅烧 破碎配料 混捏 成型 焙烧 机加工',
  foundry: '造型制芯 中频炉熔炼 浇注 落砂清理 抛丸 机加工',
  'rare-earths': '精矿焙烧 ~浸出 ~萃取分离 ~沉淀 灼烧 包装',
  'motor-vehicles': '下料 冲压焊接 ~脱脂磷化 电泳喷涂 烘干 总装',
  'rail-ship-aerospace': '钢板抛丸预处理 切割加工 分段焊接 涂装 船台合拢 ~试航舾装',
  electronics: '箔材分切 ~腐蚀 ~化成 含浸 组装 老化检测',
  线路板: '开料 钻孔 ~沉铜电镀 ~图形蚀刻 阻焊印刷 ~表面处理 检测',
  livestock: '引种 保育 ~育肥 ~清粪冲栏 固液分离 出栏',
}

const written = ({ trades, sector }: Profile): string[] => {
  const steps = processes[trades[0]?.[0] ?? ''] ?? processes[sector]
  if (!steps) throw new Error(`No steps of production for ${sector}`)
  return steps.split(' ')
}

export const stepsOf = (profile: Profile): string[] => written(profile).map((step) => step.replace('~', ''))

/** At most three steps that give waste water; washing the floors where none does. */
export function wetSteps(profile: Profile): string[] {
  const wet = written(profile).filter((step) => step.startsWith('~'))
  return (wet.length > 0 ? wet : ['设备与地面清洗']).slice(0, 3).map((step) => step.replace('~', ''))
}
