/**
 * The stock that the city's invented names are made of: characters of water, wood and birds that firms of the region like but
 * that are joined here in pairs chosen to belong to nobody. People's names are the commonest of the commonest.
 */
export const brandFirst = [...'苇汀岚芷梓砚泓麓溆屿栎汐笠筠菱荻蓼橘柘樟桐渔鹭雁鹤鲤麂枫榆槐葭蕙蒲岑峒'] as const
export const brandSecond = [...'桥川禾澄屿岭坪湾洲塬垅坞汀溪崖舟帆谷程朴辰渚浦垣畴楫渡麓峤墨粟耘'] as const

export const surnames = [
  ...'王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢唐邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石夏龚熊',
] as const
export const givenNames = (
  '建国 志强 文华 国平 建军 伟 明 勇 军 建平 德胜 立新 海波 永红 光辉 春生 志勇 金华 新民 丽华 小红 敏 静 芳 秀英 桂香 ' +
  '玉兰 艳 燕 娟 慧 秋菊 辉 斌 超 鹏 浩 涛 俊 磊 凯 宇 晨 佳 雪梅 冬梅 月娥 爱民 长生 贵生 满华 国庆 跃进 卫东 学文 友良 正清 再兴 凤姣 ' +
  '伟明 志刚 少华 建华 国强 建新 文斌 正华 云辉 庆华 培林 茂林 子良 定安 放明 立群 述良'
).split(' ')

export const roads = (
  '创新 兴业 迎宾 金竹 芦苇 资水 文昌 银杏 团结 和平 丰收 环园 望江 梅林 竹海 桂花 清溪 永安 康宁 云台 青山 学府 滨江 祥和 南洲 ' +
  '柳堤 大禹 龙塘 碧云 鹿角'
).split(' ')
export const villages =
  '新屋湾 石桥 枫树坪 大塘 樟树湾 竹山 荷叶塘 白马 桐子山 金盆岭 瓦窑 柳林 双江 高桥 石门坎 杉木冲 茶亭 水竹 清泉 黄泥坳 井湾 花园'.split(
    ' ',
  )

/** Reasons that firms give for an exceedance, by medium. */
export const exceedanceReasons = {
  water: [
    '进水浓度突然升高，生化系统受冲击，已增加应急调节池容量并加密监测。',
    '好氧池曝气机故障停运，抢修期间出水超标，故障排除后恢复达标。',
    '冬季低温硝化效率下降，已投加碳源并延长停留时间。',
    '加药泵堵塞导致混凝效果下降，已更换药泵并增加备用泵。',
    '设备检修后重新启动，生物膜恢复期内短时超标。',
    '暴雨导致雨污混流，水量超过设计负荷。',
  ],
  air: [
    '布袋破损未及时更换，已停机更换全部滤袋。',
    '启停炉期间烟温偏低，脱硝系统未达到投运温度。',
    '脱硫塔循环泵故障，备用泵切换期间短时超标。',
    '燃料硫分波动较大，已调整入炉配比并增加喷淋层。',
    '活性炭吸附饱和未按周期更换，已更换并缩短更换周期。',
    '氧含量偏高导致折算浓度升高，已查漏堵漏。',
  ],
} as const

export const correctionReasons = [
  '经核对自行监测报告，原填报的化学需氧量最大值录入有误，现予更正。',
  '在线监测数据经有效性审核后重新统计，更正年均浓度及排放总量。',
  '原表漏报一个季度的手工监测结果，现补充并更正浓度范围。',
  '排放总量计算时重复计入检修期排水量，现予更正。',
  '根据县分局核查意见，更正超标次数及原因说明。',
] as const
