import type { LineFault } from '#domain/rectification/rules/line.ts'
import type { ClosureFault } from '#domain/rectification/rules/machine.ts'
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

/** Why a step of a closure is not taken. */
export const closureFaultText = bilingual<Record<ClosureFault, string>>(
  {
    not_their_turn: '这份销号表现在不等这一步，请看页面上“轮到谁”',
    signed_before: '同一人不能在一份销号表上签两次字，请由另一位办理',
    checked_before: '核查人中有人已参加县区的现场核查；市局核查须由不同的人进行',
    too_few_checkers: '现场核查至少两人，请写全核查人姓名',
    named_twice: '核查人姓名重复',
    before_completion: '日期早于企业填写的整治完成日期',
    before_last_step: '日期早于上一步签字的日期',
    in_future: '日期还没有到',
    case_open: '相关案件还没有办结：先在案件中登记整改或结案，再同意销号',
    already_closed: '问题已销号；再次出现的，作为新问题登记并注明原问题',
    no_window: '现在不在公示期内',
    window_over: '公示期已过，不再收异议；问题再次出现的，可以举报',
    window_open: '公示期还没有结束',
    objection_open: '还有异议没有答复',
    no_such_objection: '没有这条异议',
    decided_before: '这条异议已答复',
  },
  {
    not_their_turn: 'The closure does not wait for this step now: see whose turn it is on the page',
    signed_before: 'Nobody signs one closure twice: somebody else has to do it',
    checked_before: 'One of these was at the county’s check: the city checks with different people',
    too_few_checkers: 'A check on the spot is made by two at least: give their names',
    named_twice: 'A name stands there twice',
    before_completion: 'The day is before the rectification was done',
    before_last_step: 'The day is before that of the signature before it',
    in_future: 'The day is still to come',
    case_open: 'The problem’s case is open: record its rectification or closure there first',
    already_closed: 'The problem is closed. If it is back, enter a new problem that names this one',
    no_window: 'It is not open to objections now',
    window_over: 'The days for objections are over. If the problem is back, send a report',
    window_open: 'The days for objections are not over',
    objection_open: 'An objection is not answered yet',
    no_such_objection: 'There is no such objection',
    decided_before: 'The objection was answered already',
  },
)
