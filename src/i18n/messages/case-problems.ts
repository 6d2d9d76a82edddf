import type { CaseRefusalCode } from '#domain/violation/refusal.ts'
import type { Clause } from '#domain/violation/rules/draft.ts'
import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'

type Given = Record<string, string | number>

/** Why the office's work on a case is refused, or what is unusual in it: what was given, what is allowed. */
export const caseProblemMessages = bilingual(
  {
    missing: '请填写。',
    too_long: (g: Given) => `有 ${g.length} 个字，最多 ${g.most} 个。`,
    too_short: (g: Given) => `有 ${g.length} 个字，至少 ${g.least} 个。`,
    too_many: (g: Given) => `有 ${g.given} 项，最多 ${g.most} 项。`,
    too_many_rows: '行数太多。',
    turning_sign: (g: Given) => `含有改变文字方向的字符（${g.sign}），请删去后重新输入。`,
    not_a_choice: (g: Given) => `没有“${g.given}”这个选项，请从列表中选择。`,
    no_day: (g: Given) => `“${g.given}”不是日期，写成 2026-06-05 这样。`,
    no_amount: (g: Given) => `“${g.given}”不是金额，写成 200000 或 20万元 这样，最多两位小数。`,
    no_period: (g: Given) => `“${g.given}”不是一段期间，一行一段，写成“2026-06-05 2026-06-20”（送达日 复查日）。`,
    no_number: (g: Given) => `“${g.given}”不是编号，写公开信息页面的编号或网址。`,
    day_ahead: (g: Given) => `填写的是 ${g.given}，晚于今天（${g.today}）。`,
    decided_before_finding: (g: Given) => `决定日期 ${g.given} 早于查明日期 ${g.found}。`,
    decision_half: '文书号和决定日期要么都填，要么都不填。',
    decision_no_form: (g: Given) => `“${g.given}”不是处罚决定书文号，写成“益环罚〔2026〕12号”这样。`,
    decision_no_year: (g: Given) => `文号是 ${g.year} 年的，决定日期是 ${g.decided}，请核对。`,
    decision_in_use: (g: Given) => `文号“${g.given}”已用于第 ${g.id} 号案件，一份决定书只公布一次。`,
    decision_in_use_now: (g: Given) => `文号“${g.given}”刚刚被另一件案件使用，请核对。`,
    mark_open: (g: Given) => `标记“${g.given}…”没有结束，请在保密内容之后补上“〕”。`,
    mark_elsewhere: '保密标记只能用在事实部分；这里请不要写涉密内容。',
    basis_unknown: (g: Given) => `没有“${g.given}”这项法律依据。`,
    basis_not_in_force: (g: Given) =>
      `“${g.basis}”自 ${g.from} 起施行${g.to ? `，${g.to} 起不再有效` : ''}，违法行为发生在 ${g.act}。改选当时有效的条款，或写明适用理由（如后法处罚较轻）。`,
    basis_without_reason: '列表之外的法律依据，请写明理由。',
    basis_missing: '请选择或填写法律依据。',
    basis_of_other_category: '所选条款通常不用于这一类别，请核对。',
    firm_unknown: (g: Given) => `名录中没有统一社会信用代码 ${g.given}。留空则只写名称，企业入册后自动关联。`,
    region_unknown: (g: Given) => `没有县区 ${g.given}。`,
    outlet_of_other: '有排放口不属于这家企业。',
    disclosure_of_other: (g: Given) => `第 ${g.given} 号公开信息不是这家企业的，或没有公开。`,
    facts_short: (g: Given) => `公开的事实部分不足 ${g.least} 个字。`,
    measures_missing: '至少要有一项处罚或措施。',
    lead_without_day: '没有写线索日期，案件经过从现场检查开始。',
    grave_without_persons: '严重违法案件通常公布法定代表人和责任人员，这里一人也没有。',
    minor_not_named: (g: Given) => `${g.name}是未成年人，任何情况下都不公开姓名。`,
    personal_data: (g: Given) =>
      `像是个人信息：“${g.found}”。请用〔个人信息：…〕标记，或确认是机关对外公开的办公信息。`,
    personal_data_always: (g: Given) =>
      `像是个人信息：“${g.found}”，不得公开。请删去，或（在事实部分）用〔个人信息：…〕标记。`,
    personal_data_evidence: (g: Given) => `证据的说明或文件名中像是有个人信息：“${g.found}”。请修改，或设为不公开。`,
    hidden_name: (g: Given) => `“${g.found}”在本案中依法不公布姓名。请写作姓加“某”，或（证据）设为不公开。`,
    fine_without_amount: '罚款要写金额。',
    amount_of_no_fine: '只有罚款和按日计罚有金额。',
    fine_outside_range: (g: Given) => `罚款 ${g.given} 元，不在所选条款的 ${g.low}—${g.high} 元之内，请核对。`,
    periods_of_no_daily: '只有按日计罚有送达和复查期间。',
    ends_before_it_begins: '结束日期早于开始日期。',
    not_to_be_prolonged: '这项措施没有法定期限，不存在延长。',
    prolonged_without_end: '写了延长决定日期，请同时写开始和结束日期。',
    term_over_all: (g: Given) => `${g.from} 至 ${g.to} 超过最长期限，最晚到 ${g.last}。`,
    term_not_prolonged: (g: Given) => `${g.from} 起最初到 ${g.until} 为止；到 ${g.to} 须写明延长决定的日期。`,
    prolonged_too_late: (g: Given) => `延长须在最初期限之内决定（${g.from} 至 ${g.until}）。`,
    closure_by_government: '责令关闭由人民政府决定，请写明哪一级人民政府。',
    detention_without_fine: '移送拘留通常在罚款决定之后，这里没有罚款。',
    detention_category: '这一类别通常不移送拘留，请核对。',
    detention_late: (g: Given) => `作出处罚决定后第 ${g.days} 个工作日才移送，规定为 ${g.most} 个工作日内。`,
    transfer_without_day: '没有写移送日期。',
    daily_without_fine: '按日计罚以原罚款为基数，请先写罚款金额。',
    daily_without_periods: '请写每次送达日和复查日。',
    recheck_not_after_service: (g: Given) => `复查日 ${g.rechecked} 须在送达日 ${g.served} 之后。`,
    periods_overlap: (g: Given) => `${g.served} 送达的一段与前一段重叠。`,
    daily_sum: (g: Given) => `填写的是 ${g.given} 元；${g.fine} 元 × ${g.days} 天 = ${g.sum} 元。留空则自动计算。`,
    recheck_late: (g: Given) => `送达后第 ${g.days} 天才复查，规定为 ${g.most} 天内。`,
    daily_category: '这一类别通常不按日计罚，请核对地方性法规。',
    return_without_reason: (g: Given) => `退回须写明理由，至少 ${g.least} 个字。`,
    display_over: (g: Given) => `公示期到 ${g.until} 为止，已经届满，不再公布。`,
    file: (g: Given) => String(g.reason),
  },
  {
    missing: 'This is missing.',
    too_long: (g) => `${g.length} characters; at most ${g.most} are taken.`,
    too_short: (g) => `${g.length} characters; at least ${g.least} are needed.`,
    too_many: (g) => `${g.given} entries; at most ${g.most} are taken.`,
    too_many_rows: 'There are too many rows.',
    turning_sign: (g) =>
      `There is a sign in it that turns the direction of the text (${g.sign}). Take it out and type it again.`,
    not_a_choice: (g) => `“${g.given}” is not among the choices.`,
    no_day: (g) => `“${g.given}” is no day; write 2026-06-05.`,
    no_amount: (g) => `“${g.given}” is no amount; write 200000 or 20万元, with two decimals at most.`,
    no_period: (g) => `“${g.given}” is no period; one per line, “2026-06-05 2026-06-20” (served, rechecked).`,
    no_number: (g) => `“${g.given}” is no number; give the number or address of the disclosure’s page.`,
    day_ahead: (g) => `${g.given} was given; that is after today (${g.today}).`,
    decided_before_finding: (g) => `The decision (${g.given}) is earlier than the finding (${g.found}).`,
    decision_half: 'Give both the decision number and its day, or neither.',
    decision_no_form: (g) => `“${g.given}” is no decision number; it looks like 益环罚〔2026〕12号.`,
    decision_no_year: (g) => `The number is of ${g.year}, the decision of ${g.decided}: please check.`,
    decision_in_use: (g) => `The number “${g.given}” stands on case ${g.id} already; a decision is published once.`,
    decision_in_use_now: (g) => `The number “${g.given}” was taken by another case this moment: please check.`,
    mark_open: (g) => `The mark “${g.given}…” has no end: put 〕 after what is secret.`,
    mark_elsewhere: 'Marks are for the facts alone; write nothing secret here.',
    basis_unknown: (g) => `There is no legal basis “${g.given}”.`,
    basis_not_in_force: (g) =>
      `“${g.basis}” holds from ${g.from}${g.to ? ` and no longer from ${g.to}` : ''}; the act was on ${g.act}. Pick the clause of that day, or say why this one applies (for example because it is milder).`,
    basis_without_reason: 'Say why a basis outside the list is used.',
    basis_missing: 'Pick a legal basis or write one.',
    basis_of_other_category: 'The clauses picked are not usual for this category: please check.',
    firm_unknown: (g) => `${g.given} is not in the register. Left empty, the name stands alone and is linked later.`,
    region_unknown: (g) => `There is no county ${g.given}.`,
    outlet_of_other: 'One of the outlets is not of this firm.',
    disclosure_of_other: (g) => `Disclosure ${g.given} is not of this firm, or not published.`,
    facts_short: (g) => `The public part of the facts has fewer than ${g.least} characters.`,
    measures_missing: 'There must be at least one penalty or measure.',
    lead_without_day: 'The lead has no day; the course then begins with the inspection.',
    grave_without_persons:
      'In grave cases the legal representative and the persons responsible are usually named; nobody is.',
    minor_not_named: (g) => `${g.name} is a minor and is never named in public.`,
    personal_data: (g) =>
      `This looks like personal data: “${g.found}”. Mark it 〔个人信息：…〕, or confirm that it is an office’s public data.`,
    personal_data_always: (g) =>
      `This looks like personal data: “${g.found}”, which is never published. Take it out, or (in the facts) mark it 〔个人信息：…〕.`,
    personal_data_evidence: (g) =>
      `The words or the file name of this evidence hold what looks like personal data: “${g.found}”. Change it, or do not make it public.`,
    hidden_name: (g) =>
      `The law does not let us name “${g.found}” in this case. Write the surname and 某, or keep the evidence from the public.`,
    fine_without_amount: 'A fine has an amount.',
    amount_of_no_fine: 'Only a fine and a daily penalty have an amount.',
    fine_outside_range: (g) =>
      `A fine of CNY ${g.given} is outside CNY ${g.low} to ${g.high} of the clauses picked: please check.`,
    periods_of_no_daily: 'Only a daily penalty has services and rechecks.',
    ends_before_it_begins: 'It ends before it begins.',
    not_to_be_prolonged: 'This measure has no term that could be prolonged.',
    prolonged_without_end: 'With a prolongation, give both the beginning and the end.',
    term_over_all: (g) => `${g.from} to ${g.to} is longer than the law allows; the last day is ${g.last}.`,
    term_not_prolonged: (g) =>
      `From ${g.from} the first term ends on ${g.until}; up to ${g.to} the day of the prolongation is needed.`,
    prolonged_too_late: (g) => `A prolongation is decided within the first term (${g.from} to ${g.until}).`,
    closure_by_government: 'A closure is ordered by a people’s government (政府): name it.',
    detention_without_fine: 'A transfer for detention usually follows a fine; there is none.',
    detention_category: 'This category usually leads to no detention: please check.',
    detention_late: (g) => `Transferred ${g.days} working days after the decision; the rule says within ${g.most}.`,
    transfer_without_day: 'The transfer has no day.',
    daily_without_fine: 'A daily penalty multiplies the original fine: give the fine first.',
    daily_without_periods: 'Give the day of each service and of its recheck.',
    recheck_not_after_service: (g) => `The recheck (${g.rechecked}) must come after the service (${g.served}).`,
    periods_overlap: (g) => `The period served on ${g.served} overlaps the one before.`,
    daily_sum: (g) =>
      `CNY ${g.given} was given; CNY ${g.fine} × ${g.days} days = CNY ${g.sum}. Left empty, it is computed.`,
    recheck_late: (g) => `Rechecked ${g.days} days after service; the rule says within ${g.most}.`,
    daily_category: 'This category usually has no daily penalty: please check local law.',
    return_without_reason: (g) => `A return has a reason of at least ${g.least} characters.`,
    display_over: (g) => `Its time on the board ended on ${g.until}; it is not published any more.`,
    file: (g) => String(g.reason),
  },
)

const clauses: Record<Clause, readonly [zh: string, en: string]> = {
  order_28: ['《环境保护主管部门实施按日连续处罚办法》（原环境保护部令第28号）', 'MEP order 28 on daily penalties'],
  order_29: ['《环境保护主管部门实施查封、扣押办法》（原环境保护部令第29号）', 'MEP order 29 on sealing and seizure'],
  order_30: [
    '《环境保护主管部门实施限制生产、停产整治办法》（原环境保护部令第30号）',
    'MEP order 30 on restricting and stopping production',
  ],
  detention: ['《行政主管部门移送适用行政拘留环境违法案件暂行办法》', 'Interim rule on transfer for detention (2014)'],
  code_1057: ['《生态环境法典》第一千零五十七条', 'Ecological and Environmental Code, art. 1057'],
  code_1060: ['《生态环境法典》第一千零六十条', 'Ecological and Environmental Code, art. 1060'],
  city_rule_names: ['益阳市实施方案五（二）', 'compliance plan of Yiyang, part five (2)'],
  open_government: ['《政府信息公开条例》第十五条', 'Regulations on Open Government Information, art. 15'],
  penalty_law_57: ['《行政处罚法》第五十七条', 'Administrative Penalty Law, art. 57'],
}

/** The sentence of a problem's code, with the clause that asks for it. */
export function caseProblemText(locale: Locale, code: string, given: Given = {}, clause?: Clause): string {
  const message = (caseProblemMessages[locale] as Record<string, string | ((given: Given) => string)>)[code]
  const words = typeof message === 'function' ? message(given) : (message ?? code)
  if (!clause) return words
  return locale === 'zh' ? `${words}（${clauses[clause][0]}）` : `${words} (${clauses[clause][1]})`
}

export const caseRefusals = {
  zh: {
    not_complete: '还不能这样提交：',
    no_such_case: '没有这件案件。',
    changed_meanwhile: '这件案件已被他人修改，请看过新的内容后再操作。您填写的内容还在下面。',
    not_a_draft: '案件不在起草阶段，不能修改。',
    not_submitted: '案件还没有送审。',
    not_passed: '案件还没有通过法制审核，不能公布。',
    passed_already: '案件已经通过审核。',
    published_already: '案件已经公布。',
    off_the_board: '案件已从曝光台撤下。',
    drafted_it: '您起草、修改或送审过这件案件，须由他人审核和公布。',
    reviewed_it: '您审核过这件案件，须由他人公布。',
    step_there_already: '同一天的这一步已经记录过。',
    not_published: '案件还没有公布。',
    no_such_evidence: '没有这项证据。',
  },
  en: {
    not_complete: 'This cannot be sent yet:',
    no_such_case: 'There is no such case.',
    changed_meanwhile: 'Somebody else has changed this case. Look at what it says now; what you typed is still below.',
    not_a_draft: 'The case is not being drafted and cannot be edited.',
    not_submitted: 'The case has not been submitted for review.',
    not_passed: 'The case has not passed the legal review and cannot be published.',
    passed_already: 'The case has passed the review already.',
    published_already: 'The case is published already.',
    off_the_board: 'The case was taken off the board.',
    drafted_it: 'You drafted, edited or submitted this case; others review and publish it.',
    reviewed_it: 'You reviewed this case; somebody else publishes it.',
    step_there_already: 'This step is on record for that day already.',
    not_published: 'The case is not published.',
    no_such_evidence: 'There is no such evidence.',
  },
} satisfies Record<Locale, Record<CaseRefusalCode, string>>
