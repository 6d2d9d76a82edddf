import { bilingual } from '#src/i18n/bilingual.ts'

export const homeMessages = bilingual(
  {
    title: '清源：益阳市污染源信息公开',
    description: '查益阳市每家排污单位的排放口、排放浓度与限值、信息公开和处罚。',
  },
  {
    title: 'Qingyuan: pollution records of Yiyang',
    description:
      'Every polluter of Yiyang: its outlets, what it emits against its limits, its disclosures and penalties.',
  },
)
