import type { MeantItem } from '#test/support/mill/items.ts'

const item = (group: MeantItem['group'], answers: MeantItem['answers']): MeantItem => ({ group, answers, files: [] })

export const waterStreams: readonly MeantItem[] = [
  item('wasteWaterStreams', {
    name: '制浆废水',
    source: '蒸煮与洗浆',
    facility: 'TW001',
    recordsComplete: false,
    recordsMissing: '三月加药记录缺两天',
    discharged: true,
    destination: '厂内综合污水处理站',
    outlet: 'DW002',
  }),
  item('wasteWaterStreams', {
    name: '综合废水',
    source: '污水处理站出水',
    facility: 'TW002',
    recordsComplete: true,
    discharged: true,
    destination: '资江',
    outlet: 'DW001',
  }),
  item('wasteWaterStreams', {
    name: '白水',
    source: '抄纸工段',
    facility: 'TW002',
    recordsComplete: true,
    discharged: false,
  }),
  item('wasteWaterStreams', {
    name: '初期雨水',
    source: '厂区道路与料场',
    recordsComplete: true,
    discharged: true,
    destination: '桃花江',
    outlet: 'DW003',
  }),
]

export const gasStreams: readonly MeantItem[] = [
  item('wasteGasStreams', {
    name: '碱回收炉烟气',
    source: '碱回收炉',
    facility: 'TA001',
    recordsComplete: false,
    recordsMissing: '五月缺一份喷氨记录',
    outlet: 'DA001',
  }),
  item('wasteGasStreams', {
    name: '锅炉烟气',
    source: '1号锅炉',
    facility: 'TA002',
    recordsComplete: true,
    outlet: 'DA002',
  }),
  item('wasteGasStreams', {
    name: '窑尾气',
    source: '石灰窑',
    facility: 'TA002',
    recordsComplete: true,
    outlet: 'DA003',
  }),
  item('wasteGasStreams', { name: '漂白尾气', source: '漂白塔', recordsComplete: true, outlet: 'DA004' }),
]

export const facilities: readonly MeantItem[] = [
  item('facilities', {
    code: 'TW001',
    name: '制浆废水预处理',
    process: '格栅+初沉+厌氧',
    capacity: 4200,
    capacityUnit: 't/d',
    feasibleTechnology: true,
    maintenance: '每季清理格栅',
    operationRate: 99,
  }),
  item('facilities', {
    code: 'TW002',
    name: '综合污水处理站',
    process: '厌氧+好氧+芬顿深度处理',
    capacity: 18000,
    capacityUnit: 't/d',
    feasibleTechnology: true,
    maintenance: '每季检修曝气器，每月校准仪表',
    operationRate: 98.5,
    stoppages: '七月停电六小时，应急池暂存',
  }),
  item('facilities', {
    code: 'TA001',
    name: '碱炉静电除尘',
    process: '三电场静电除尘',
    capacity: 160000,
    capacityUnit: 'm³/h',
    feasibleTechnology: true,
    maintenance: '每半年清灰并校准电场',
    operationRate: 97.2,
  }),
  item('facilities', {
    code: 'TA002',
    name: '锅炉脱硫除尘系统',
    process: '布袋除尘+石灰石膏法脱硫',
    capacity: 90000,
    capacityUnit: 'm³/h',
    feasibleTechnology: false,
    maintenance: '每半年更换破损滤袋',
    operationRate: 96,
  }),
]
