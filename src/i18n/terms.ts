import type * as vocabulary from '#db/vocabulary.ts'
import type { Locale } from '#src/i18n/locale.ts'

type Words<List extends readonly string[]> = Record<List[number], readonly [zh: string, en: string]>

/** What each word of the closed vocabularies (db/vocabulary.ts) is called. The glossary is the arbiter. */
const words = {
  controlLevel: {
    national: ['国控', 'National control'],
    provincial: ['省控', 'Provincial control'],
    municipal: ['市控', 'Municipal control'],
    other: ['其他', 'Other'],
  } satisfies Words<typeof vocabulary.controlLevels>,
  operatingState: {
    operating: ['在产', 'Operating'],
    suspended: ['停产', 'Suspended'],
    closed: ['关闭', 'Closed'],
  } satisfies Words<typeof vocabulary.operatingStates>,
  listingKind: {
    water: ['水环境', 'Water'],
    groundwater: ['地下水', 'Groundwater'],
    air: ['大气环境', 'Air'],
    noise: ['噪声', 'Noise'],
    soil: ['土壤污染监管', 'Soil'],
    risk: ['环境风险管控', 'Risk control'],
  } satisfies Words<typeof vocabulary.listingKinds>,
  medium: { water: ['废水', 'Waste water'], air: ['废气', 'Waste gas'] } satisfies Words<typeof vocabulary.media>,
  outletKind: {
    water_outlet: ['废水排放口', 'Water outlet'],
    stack: ['排气筒', 'Stack'],
    fugitive: ['无组织', 'Fugitive'],
  } satisfies Words<typeof vocabulary.outletKinds>,
  emissionRoute: {
    direct: ['直接排放', 'Direct'],
    indirect: ['间接排放', 'Indirect'],
    organised: ['有组织', 'Organised'],
    fugitive: ['无组织', 'Fugitive'],
  } satisfies Words<typeof vocabulary.emissionRoutes>,
  emissionPattern: {
    continuous: ['连续', 'Continuous'],
    intermittent: ['间歇', 'Intermittent'],
  } satisfies Words<typeof vocabulary.emissionPatterns>,
  valueState: {
    measured: ['已测', 'Measured'],
    below_detection: ['低于检出限', 'Below detection limit'],
    no_discharge: ['未排放', 'No discharge'],
    not_required: ['不要求', 'Not required'],
    not_yet_due: ['未到监测期', 'Not yet due'],
    overdue: ['逾期未测', 'Overdue'],
  } satisfies Words<typeof vocabulary.valueStates>,
  valueOrigin: {
    online: ['在线监测', 'Online monitoring'],
    manual: ['手工监测', 'Manual monitoring'],
    mass_balance: ['物料衡算', 'Mass balance'],
    emission_factor: ['产排污系数', 'Emission factor'],
  } satisfies Words<typeof vocabulary.valueOrigins>,
  averaging: {
    hour: ['小时均值', 'Hourly mean'],
    day: ['日均值', 'Daily mean'],
    spot: ['瞬时值', 'Spot sample'],
  } satisfies Words<typeof vocabulary.averagings>,
  limitSource: {
    standard: ['排放标准', 'Emission standard'],
    permit: ['排污许可证', 'Discharge permit'],
  } satisfies Words<typeof vocabulary.limitSources>,
  confidence: {
    confirmed: ['已核对原文', 'Checked against the text'],
    memory: ['待核对', 'Not yet checked'],
  } satisfies Words<typeof vocabulary.confidences>,
  disclosureState: {
    draft: ['草稿', 'Draft'],
    published: ['已公开', 'Published'],
    superseded: ['已更正', 'Superseded'],
  } satisfies Words<typeof vocabulary.disclosureStates>,
  filingState: {
    not_required: ['无须公开', 'Not required'],
    not_yet_due: ['未到期', 'Not yet due'],
    due: ['三十日内到期', 'Due within 30 days'],
    overdue: ['逾期未公开', 'Overdue'],
    refused: ['拒不公开', 'Refused'],
    published: ['按期公开', 'Published on time'],
    published_late: ['逾期公开', 'Published late'],
  } satisfies Words<typeof vocabulary.filingStates>,
  changeKind: {
    permit_granted: ['取得排污许可', 'Permit granted'],
    permit_changed: ['变更排污许可', 'Permit changed'],
    permit_extended: ['延续排污许可', 'Permit extended'],
    permit_withdrawn: ['撤销、注销排污许可', 'Permit withdrawn'],
    penalty: ['受到生态环境行政处罚', 'Administrative penalty'],
    detention: ['有关人员被行政拘留', 'Detention of persons'],
    criminal_liability: ['被追究刑事责任', 'Criminal liability'],
    damage_compensation: ['生态环境损害赔偿', 'Damage compensation'],
    new_information: ['新生成的环境信息', 'New information'],
    changed_information: ['已公开的信息发生变更', 'Changed information'],
    other: ['其他', 'Other'],
  } satisfies Words<typeof vocabulary.changeKinds>,
  reminderStep: {
    days_30: ['到期前 30 天', '30 days before'],
    days_7: ['到期前 7 天', '7 days before'],
    day_1: ['到期前 1 天', '1 day before'],
    overdue: ['逾期首日', 'First day overdue'],
  } satisfies Words<typeof vocabulary.reminderSteps>,
  reviewLevel: { county: ['县级', 'County'], city: ['市级', 'City'] } satisfies Words<typeof vocabulary.reviewLevels>,
  reviewOpinion: {
    agreed: ['同意', 'Agreed'],
    agreed_with_additions: ['同意，另有补充意见', 'Agreed, with additions'],
    returned: ['退回更正', 'Returned for correction'],
  } satisfies Words<typeof vocabulary.reviewOpinions>,
  reviewState: {
    waiting_county: ['待县级审核', 'Waits for the county'],
    waiting_city: ['待市级审核', 'Waits for the city'],
    agreed: ['审核同意', 'Agreed'],
    returned: ['已退回更正', 'Returned for correction'],
  } satisfies Words<typeof vocabulary.reviewStates>,
  doubtState: {
    open: ['存疑', 'In doubt'],
    accepted: ['说明已采信', 'Explanation accepted'],
    rejected: ['说明未采信', 'Explanation rejected'],
  } satisfies Words<typeof vocabulary.doubtStates>,
  errorReportParty: {
    firm: ['企业', 'Enterprise'],
    bureau: ['生态环境部门', 'Environment bureau'],
  } satisfies Words<typeof vocabulary.errorReportParties>,
  hidingGround: {
    personal_information: [
      '含他人个人信息（《个人信息保护法》第十条）',
      'Personal data of others (Personal Information Protection Law, art. 10)',
    ],
    reputation: ['侵害他人名誉（《民法典》第一千零二十四条）', 'Harms a reputation (Civil Code, art. 1024)'],
    state_secret: [
      '涉及国家秘密（《政府信息公开条例》第十四条）',
      'State secret (Regulations on Open Government Information, art. 14)',
    ],
    trade_secret: [
      '涉及商业秘密或个人隐私（《政府信息公开条例》第十五条）',
      'Trade secret or privacy (Regulations on Open Government Information, art. 15)',
    ],
  } satisfies Words<typeof vocabulary.hidingGrounds>,
  violationCategory: {
    stealth_discharge: ['偷排偷放', 'Stealth discharge'],
    falsified_data: ['数据造假', 'Falsified data'],
    abnormal_operation: ['不正常运行污染防治设施', 'Abnormal operation of treatment facilities'],
    serious_exceedance: ['超标排放', 'Exceedance'],
    unpermitted_discharge: ['无证排污', 'Discharge without a permit'],
    disclosure_failure: ['拒不公开或不如实公开', 'Failure or false disclosure'],
    obstruction: ['阻挠执法', 'Obstruction'],
    other: ['其他违法', 'Other'],
  } satisfies Words<typeof vocabulary.violationCategories>,
  measureKind: {
    order_to_correct: ['责令改正', 'Order to correct'],
    fine: ['罚款', 'Fine'],
    daily_penalty: ['按日计罚', 'Daily continuous penalty'],
    seizure: ['查封扣押', 'Seal and seize'],
    restricted_production: ['限制生产', 'Restricted production'],
    stopped_production: ['停产整治', 'Stopped production'],
    detention_transfer: ['移送拘留', 'Transfer for detention'],
    criminal_transfer: ['移送司法', 'Transfer for prosecution'],
    closure: ['责令关闭', 'Closure'],
  } satisfies Words<typeof vocabulary.measureKinds>,
  leadSource: {
    online: ['在线监测', 'Online monitoring'],
    inspection: ['现场检查', 'Inspection'],
    public_report: ['群众举报', 'Public report'],
    media: ['媒体曝光', 'Media'],
    self_report: ['企业自报', 'Self-report'],
    cross_check: ['交叉检查', 'Cross-check'],
  } satisfies Words<typeof vocabulary.leadSources>,
  executionState: {
    pending: ['待执行', 'Pending'],
    in_progress: ['执行中', 'In progress'],
    done: ['已执行', 'Done'],
    overdue: ['逾期未执行', 'Overdue'],
  } satisfies Words<typeof vocabulary.executionStates>,
  caseStep: {
    lead: ['发现线索', 'Lead'],
    inspection: ['现场检查', 'Inspection'],
    order_served: ['送达责令改正决定', 'Order to correct served'],
    paid: ['缴纳罚款', 'Fine paid'],
    execution: ['执行情况更新', 'Execution updated'],
    rectified: ['完成整改', 'Rectified'],
    rechecked: ['复查', 'Recheck'],
    closed: ['结案', 'Closed'],
  } satisfies Words<typeof vocabulary.caseSteps>,
  caseState: {
    draft: ['草稿', 'Draft'],
    legal_review: ['法制审核', 'Legal review'],
    published: ['已公布', 'Published'],
    withdrawn: ['已撤回', 'Withdrawn'],
    repaired: ['已修复', 'Credit repaired'],
    expired: ['公示期满', 'Display ended'],
  } satisfies Words<typeof vocabulary.caseStates>,
  removalReason: {
    decision_changed: ['处罚决定被依法变更', 'The decision was lawfully changed'],
    decision_revoked: ['处罚决定被依法撤销', 'The decision was revoked'],
    decision_unlawful: ['处罚决定被确认违法', 'The decision was found unlawful'],
    decision_void: ['处罚决定被确认无效', 'The decision was found void'],
    published_wrongly: ['不属于应当公布的信息', 'It should not have been published'],
    term_over: ['公示期届满', 'The term of display is over'],
    credit_repaired: ['完成信用修复', 'The firm repaired its credit'],
  } satisfies Words<typeof vocabulary.removalReasons>,
  replyState: {
    waiting: ['待法制审核', 'With the legal desk'],
    published: ['已公布', 'Published'],
    refused: ['不予公布', 'Not published'],
    taken_back: ['已撤回', 'Taken back'],
    superseded: ['已由新版本替代', 'Replaced by a newer one'],
  } satisfies Words<typeof vocabulary.replyStates>,
  appealKind: {
    reconsideration: ['行政复议', 'Administrative reconsideration'],
    litigation: ['行政诉讼', 'Administrative litigation'],
  } satisfies Words<typeof vocabulary.appealKinds>,
  appealResult: {
    upheld: ['维持原决定', 'Decision upheld'],
    rejected: ['驳回', 'Dismissed'],
    withdrawn: ['申请人撤回', 'Withdrawn by the firm'],
    changed: ['变更原决定', 'Decision changed'],
    revoked: ['撤销原决定', 'Decision revoked'],
    unlawful: ['确认原决定违法', 'Decision found unlawful'],
    void: ['确认原决定无效', 'Decision found void'],
  } satisfies Words<typeof vocabulary.appealResults>,
  correctionField: {
    title: ['案件名称', 'Title'],
    titleEn: ['英文案件名称', 'Title in English'],
    facts: ['违法事实', 'Facts'],
    factsEn: ['英文违法事实', 'Facts in English'],
    legalBasis: ['法律依据', 'Legal basis'],
    authority: ['决定机关', 'Authority'],
    decisionNo: ['决定书文号', 'Decision no.'],
    decidedOn: ['决定日期', 'Day of the decision'],
    rectifyBy: ['整改期限', 'To be rectified by'],
    fine: ['罚款金额（元）', 'Fine (yuan)'],
    legalRepresentative: ['法定代表人', 'Legal representative'],
    responsiblePersons: ['责任人', 'Persons responsible'],
  } satisfies Words<typeof vocabulary.correctionFields>,
  correctionState: {
    proposed: ['待确认', 'To be confirmed'],
    confirmed: ['已更正', 'Corrected'],
    refused: ['不予更正', 'Not corrected'],
  } satisfies Words<typeof vocabulary.correctionStates>,
  repairState: {
    applied: ['待县级核实', 'With the county'],
    supported: ['县级同意，待市级决定', 'Supported by the county'],
    opposed: ['县级不同意，待市级决定', 'Opposed by the county'],
    granted: ['准予修复', 'Granted'],
    refused: ['不予修复', 'Refused'],
    taken_back: ['已撤回申请', 'Taken back'],
  } satisfies Words<typeof vocabulary.repairStates>,
  caseApprovalStep: {
    drafted: ['起草', 'Drafted'],
    edited: ['修改', 'Edited'],
    submitted: ['送审', 'Submitted for review'],
    passed: ['审核通过', 'Passed'],
    returned: ['退回', 'Returned'],
    published: ['公布', 'Published'],
  } satisfies Words<typeof vocabulary.caseApprovalSteps>,
  evidenceKind: {
    documentary: ['书证', 'Documentary evidence'],
    physical: ['物证', 'Physical evidence'],
    audiovisual: ['视听资料', 'Audiovisual material'],
    electronic: ['电子数据', 'Electronic data'],
    testimony: ['证人证言', 'Testimony'],
    statement: ['当事人的陈述', 'Statement of the party'],
    appraisal: ['鉴定意见', 'Expert opinion'],
    record: ['勘验笔录、现场笔录', 'Record of inspection'],
  } satisfies Words<typeof vocabulary.evidenceKinds>,
  casePersonKind: {
    legal_representative: ['法定代表人', 'Legal representative'],
    responsible: ['责任人员', 'Person responsible'],
  } satisfies Words<typeof vocabulary.casePersonKinds>,
  caseReferenceKind: {
    outlet: ['排放口', 'Outlet'],
    disclosure: ['公开的信息', 'Disclosure'],
    reading: ['监测数据', 'Reading'],
  } satisfies Words<typeof vocabulary.caseReferenceKinds>,
  sanctionState: {
    proposed: ['待确认', 'To be confirmed'],
    in_force: ['生效中', 'In force'],
    ended: ['期满', 'Term ended'],
    lifted: ['已解除', 'Lifted'],
  } satisfies Words<typeof vocabulary.sanctionStates>,
  punishmentMeasure: {
    market_access: ['限制市场准入', 'Restricted market access'],
    preferential_policy: ['停止优惠政策', 'Preferential policy stopped'],
    honours: ['限制考核表彰', 'Excluded from assessments and honours'],
    other: ['其他惩戒', 'Other measure'],
  } satisfies Words<typeof vocabulary.punishmentMeasures>,
  punishmentSubject: {
    enterprise: ['排污单位', 'Enterprise'],
    legal_representative: ['法定代表人', 'Legal representative'],
    responsible_person: ['负有责任的人员', 'Person responsible'],
  } satisfies Words<typeof vocabulary.punishmentSubjects>,
  vendorKind: {
    maker: ['生产', 'Maker'],
    seller: ['销售', 'Seller'],
    operator: ['运维', 'Operator'],
  } satisfies Words<typeof vocabulary.vendorKinds>,
  quarterlyReason: {
    share: ['超标比例', 'Share over the limit'],
    multiple_heavy_metal: ['重金属超标倍数', 'Multiple of a heavy metal'],
    multiple_other: ['超标倍数', 'Multiple'],
  } satisfies Words<typeof vocabulary.quarterlyReasons>,
  quarterlySource: {
    online: ['自动监测', 'Online monitoring'],
    supervisory: ['监督性监测', 'Supervisory monitoring'],
  } satisfies Words<typeof vocabulary.quarterlySources>,
  storyKind: {
    good_news: ['正面典型', 'Good example'],
    progress: ['工作进展', 'Progress'],
    result: ['取得成绩', 'Result'],
    exposure: ['重点曝光', 'Exposure'],
    notice: ['通知公告', 'Notice'],
  } satisfies Words<typeof vocabulary.storyKinds>,
  storyState: {
    draft: ['草稿', 'Draft'],
    scheduled: ['定时发布', 'Scheduled'],
    published: ['已发布', 'Published'],
    withdrawn: ['已撤回', 'Withdrawn'],
  } satisfies Words<typeof vocabulary.storyStates>,
  accountRole: {
    firm: ['排污单位', 'Enterprise'],
    monitoring_operator: ['运维单位', 'Monitoring operator'],
    ngo: ['环保组织', 'NGO'],
    county_officer: ['县级环保人员', 'County officer'],
    city_officer: ['市级环保人员', 'City officer'],
    auditor: ['审计员', 'Auditor'],
    administrator: ['系统管理员', 'Administrator'],
  } satisfies Words<typeof vocabulary.accountRoles>,
  department: {
    inspection: ['监察', 'Inspection'],
    monitoring: ['监测', 'Monitoring'],
    legal: ['法宣', 'Legal affairs and publicity'],
    approval: ['审批', 'Approval'],
    pollution_control: ['污防', 'Pollution control'],
    finance: ['财务', 'Finance'],
    information_centre: ['信息中心', 'Information centre'],
  } satisfies Words<typeof vocabulary.departments>,
} as const

export type Vocabulary = keyof typeof words

/** The reader's word for a vocabulary's value: `term('zh', 'controlLevel', 'municipal')` is 市控. */
export function term<V extends Vocabulary>(locale: Locale, name: V, value: keyof (typeof words)[V] & string): string {
  const pair = words[name][value] as readonly [string, string]
  return pair[locale === 'zh' ? 0 : 1]
}

/** All values of a vocabulary with their words, in its order: for select boxes and facets. */
export function terms<V extends Vocabulary>(
  locale: Locale,
  name: V,
): { value: keyof (typeof words)[V] & string; label: string }[] {
  const values = Object.keys(words[name]) as (keyof (typeof words)[V] & string)[]
  return values.map((value) => ({ value, label: term(locale, name, value) }))
}
