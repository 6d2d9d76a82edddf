import { type County, park, town } from '#db/seed/city/counties/county.ts'

export const datonghu: County = {
  code: '430971',
  name: '大通湖区',
  nameEn: 'Datonghu',
  within: '430921',
  registered: '430900',
  documentMark: '大环罚',
  authority: '益阳市生态环境局大通湖分局',
  rivers: ['大通湖', '老三运河', '金盆运河'],
  anchors: [
    park('河坝工业园', [112.417, 29.151], 4, 0.8),
    town('北洲子镇', [112.605, 29.19], 1.4),
    town('金盆镇', [112.6, 29.14], 1.2),
    town('千山红镇', [112.51, 29.125], 1.2),
  ],
  firms: {
    paper: 1,
    sewage: 1,
    fertilisers: 1,
    'agricultural-food': 6,
    food: 3,
    beverages: 1,
    clothing: 1,
    'wood-panels': 1,
    'rubber-plastics': 1,
    livestock: 4,
  },
}
