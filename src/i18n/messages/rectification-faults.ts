import type { LineFault } from '#domain/rectification/rules/line.ts'
import { bilingual } from '#src/i18n/bilingual.ts'

type Say = (given: string, foundOn: string) => string

/** What does not fit in a line of annex 3. */
export const lineFaultText = bilingual<Record<LineFault, Say>>(
  {
    deadline_before_found: (given, foundOn) => `完成时限 ${given} 早于发现日期 ${foundOn}`,
    recheck_before_found: (given, foundOn) => `复查日期 ${given} 早于发现日期 ${foundOn}`,
    recheck_in_future: (given) => `复查日期 ${given} 还没有到`,
    plan_missing: () => '写明整治方案的内容，或把方案制定情况改为“未制定”',
    plan_state_missing: () => '已写了整治方案，请选择方案制定情况',
    execution_missing: () => '写了处理处罚要求或执行情况，请选择执行到哪一步',
    recheck_day_missing: () => '写了复查结果，请填写复查日期',
    recheck_report_missing: () => '写了复查是否达标，请填写监测报告编号',
  },
  {
    deadline_before_found: (given, foundOn) => `The deadline ${given} is before ${foundOn}, when the problem was found`,
    recheck_before_found: (given, foundOn) =>
      `The re-check of ${given} is before ${foundOn}, when the problem was found`,
    recheck_in_future: (given) => `The re-check of ${given} is still to come`,
    plan_missing: () => 'Write what the plan is, or choose “none” as its state',
    plan_state_missing: () => 'There is a plan: choose its state',
    execution_missing: () => 'There is a requirement or what became of it: choose how far it was carried out',
    recheck_day_missing: () => 'There is a result of a re-check: give its day',
    recheck_report_missing: () => 'There is a result of a re-check: give the number of the monitoring report',
  },
)
