/**
 * The closed vocabularies of the field: each list is the database's enum, the zod enum of `input.ts` and the key set of
 * the translations. Pure constants, so that rules and inputs may read them without touching the database.
 * Terms: content/glossary.yaml.
 */
export const regionKinds = ['city', 'district', 'county', 'county_level_city', 'management_zone'] as const

/** Annex 1, note 1: 国控, 省控, 市控; `other` for enterprises in none of the three lists. */
export const controlLevels = ['national', 'provincial', 'municipal', 'other'] as const
/** How exactly a day is known: annex 2 allows the month or the year alone. */
export const datePrecisions = ['day', 'month', 'year'] as const
export const operatingStates = ['operating', 'suspended', 'closed'] as const
/** 排查台账 (annex 1) and 整改台账 (annex 3). */
export const ledgerKinds = ['screening', 'rectification'] as const

/** The six kinds of the key polluter list (MEE order 27, in force from 2023-01-01). */
export const listingKinds = ['water', 'groundwater', 'air', 'noise', 'soil', 'risk'] as const

export const media = ['water', 'air'] as const
export const outletKinds = ['water_outlet', 'stack', 'fugitive'] as const
/** 直接排放, 间接排放 (water); 有组织, 无组织 (air). */
export const emissionRoutes = ['direct', 'indirect', 'organised', 'fugitive'] as const
export const emissionPatterns = ['continuous', 'intermittent'] as const

/** Why a value is there or is not: a missing number always has its reason. */
export const valueStates = [
  'measured',
  'below_detection',
  'no_discharge',
  'not_required',
  'not_yet_due',
  'overdue',
] as const
export const valueOrigins = ['online', 'manual', 'mass_balance', 'emission_factor'] as const
/** What a file of the monitoring desk holds: 监督性监测 results, or summaries of on-line monitoring. */
export const monitoringFileKinds = ['supervisory', 'online'] as const
export const averagings = ['hour', 'day', 'spot'] as const
export const limitSources = ['standard', 'permit'] as const
export const confidences = ['confirmed', 'memory'] as const

export const disclosureStates = ['draft', 'published', 'superseded'] as const
/** Where an enterprise stands with one year's disclosure; follows from the obligation and the day (disclosure/rules.ts). */
export const filingStates = [
  'not_required',
  'not_yet_due',
  'due',
  'overdue',
  'refused',
  'published',
  'published_late',
] as const
/** What a rule set settles: the year's disclosure, that of firms listed later, reports of changes, the failure to disclose. */
export const ruleDuties = ['annual', 'supplement', 'change', 'before_list', 'failure'] as const
/** 自然日, 工作日. */
export const dayKinds = ['natural', 'working'] as const
/** Where a rule was read: in its own text, in a public secondary source, or nowhere yet. The weakest holds. */
export const sourceMarks = ['text', 'public', 'memory'] as const
/** When a firm is reminded of its disclosure; `overdue` from the first day after the due day. */
export const reminderSteps = ['days_30', 'days_7', 'day_1', 'overdue'] as const
/** What became of a reminder's mail; the desk shows it in any case. */
export const reminderMails = ['pending', 'sent', 'no_address', 'no_mail_server'] as const
/** Order 24 art. 17 (permit, penalty, detention, crime, compensation); order 31: new or changed information. */
export const changeKinds = [
  'permit_granted',
  'permit_changed',
  'permit_extended',
  'permit_withdrawn',
  'penalty',
  'detention',
  'criminal_liability',
  'damage_compensation',
  'new_information',
  'changed_information',
  'other',
] as const
/** `expected`: the portal knows of the event, the firm has not reported it yet. */
export const changeStates = ['expected', 'published', 'superseded'] as const

/** Annex 2, part 五: who looks at a published version, in this order, and with what opinion. */
export const reviewLevels = ['county', 'city'] as const
export const reviewOpinions = ['agreed', 'agreed_with_additions', 'returned'] as const
/** Where a version in force stands with the bureaus; follows from its reviews (review/rules). */
export const reviewStates = ['waiting_county', 'waiting_city', 'agreed', 'returned'] as const
/** 存疑: an unusual value with its reason, until a regulator has looked, and what was found. */
export const doubtStates = ['open', 'accepted', 'rejected'] as const
/** Who answers a reader that reports an error in a record. */
export const errorReportParties = ['firm', 'bureau'] as const
/** Why a report may be kept from the public: the law's own grounds, nothing else. */
export const hidingGrounds = ['personal_information', 'reputation', 'state_secret', 'trade_secret'] as const

/** 三（二）1 and 五（二）of the city rule; the eight categories of the exposure board. */
export const violationCategories = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'serious_exceedance',
  'unpermitted_discharge',
  'disclosure_failure',
  'obstruction',
  'other',
] as const
export const measureKinds = [
  'order_to_correct',
  'fine',
  'daily_penalty',
  'seizure',
  'restricted_production',
  'stopped_production',
  'detention_transfer',
  'criminal_transfer',
  'closure',
] as const
export const leadSources = ['online', 'inspection', 'public_report', 'media', 'self_report', 'cross_check'] as const
export const executionStates = ['pending', 'in_progress', 'done', 'overdue'] as const
/** What happened in a case besides its decision and publication, in the order of the procedure. */
export const caseSteps = [
  'lead',
  'inspection',
  'order_served',
  'paid',
  'execution',
  'rectified',
  'rechecked',
  'closed',
] as const
export const caseStates = ['draft', 'legal_review', 'published', 'withdrawn', 'repaired', 'expired'] as const
/** Why a record left the board; each has its legal basis (violation/rules/aftercare/removal.ts). */
export const removalReasons = [
  'decision_changed',
  'decision_revoked',
  'decision_unlawful',
  'decision_void',
  'published_wrongly',
  'term_over',
  'credit_repaired',
] as const
/** A firm's statement on a case: one version waits for the legal desk or stands in public at a time. */
export const replyStates = ['waiting', 'published', 'refused', 'taken_back', 'superseded'] as const
export const appealKinds = ['reconsideration', 'litigation'] as const
export const appealResults = ['upheld', 'rejected', 'withdrawn', 'changed', 'revoked', 'unlawful', 'void'] as const
/** What of a published record can be corrected. */
export const correctionFields = [
  'title',
  'titleEn',
  'facts',
  'factsEn',
  'legalBasis',
  'authority',
  'decisionNo',
  'decidedOn',
  'rectifyBy',
  'fine',
  'legalRepresentative',
  'responsiblePersons',
] as const
export const correctionStates = ['proposed', 'confirmed', 'refused'] as const
/** 信用修复: the firm applies, the county says what it found, the city decides. */
export const repairStates = ['applied', 'supported', 'opposed', 'granted', 'refused', 'taken_back'] as const
/** The steps of a case from the desk to the board, each by an account: drafting, legal review, publication. */
export const caseApprovalSteps = ['drafted', 'edited', 'submitted', 'passed', 'returned', 'published'] as const
/** 行政处罚法 第四十六条: the eight kinds of evidence. */
export const evidenceKinds = [
  'documentary',
  'physical',
  'audiovisual',
  'electronic',
  'testimony',
  'statement',
  'appraisal',
  'record',
] as const
/** In what part a person stands in a case. */
export const casePersonKinds = ['legal_representative', 'responsible'] as const
/** What a case is about besides its firm: an outlet of it, a disclosure of it, a reading in words. */
export const caseReferenceKinds = ['outlet', 'disclosure', 'reading'] as const

/** A joint punishment or an entry of the vendors' blacklist: entered by one person, in force when another confirms it. */
export const sanctionStates = ['proposed', 'in_force', 'ended', 'lifted'] as const
/** 五（三）of the city rule: what other departments do. */
export const punishmentMeasures = ['market_access', 'preferential_policy', 'honours', 'other'] as const
/** 五（三）: the firm, its legal representative, its head and those directly responsible. */
export const punishmentSubjects = ['enterprise', 'legal_representative', 'responsible_person'] as const
/** 五（三）: those who make, sell, or run and maintain monitoring devices. */
export const vendorKinds = ['maker', 'seller', 'operator'] as const
/** Why a factor of an outlet stands on the quarterly list of serious exceedance. */
export const quarterlyReasons = ['share', 'multiple_heavy_metal', 'multiple_other'] as const
export const quarterlySources = ['online', 'supervisory'] as const
/** 五（二）of the city rule: good news, progress and results of the compliance plan, exposure, and plain notices. */
export const storyKinds = ['good_news', 'progress', 'result', 'exposure', 'notice'] as const
export const storyStates = ['draft', 'scheduled', 'published', 'withdrawn'] as const

/** 举报: what is reported. The board's categories, what people see, smell and hear, and the two leads of the city rule, 五（二）. */
export const reportKinds = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'serious_exceedance',
  'unpermitted_discharge',
  'waste_dumping',
  'nuisance',
  'disclosure_failure',
  'obstruction',
  'media_lead',
  'peer_lead',
  'other',
] as const
/** The way a report came in. `office`: taken down by the bureau, from the telephone or from the media. */
export const reportChannels = ['web', 'batch', 'api', 'open311', 'office'] as const
/** `referred`: another body is in charge. `joined`: its fact is handled in another report. */
export const reportStates = ['received', 'accepted', 'refused', 'referred', 'joined', 'concluded'] as const
/** What the investigation found. */
export const reportOutcomes = ['true', 'partly_true', 'not_found'] as const
export const reportSteps = [
  'received',
  'routed',
  'accepted',
  'refused',
  'referred',
  'joined',
  'inspected',
  'extended',
  'escalated',
  'concluded',
  'objected',
  'reopened',
  'case_linked',
  'rewarded',
] as const
/** Why a report is not taken on; each has its sentence and its ground in content/reference/reporting.json. */
export const reportRefusalGrounds = [
  'not_environmental',
  'no_facts',
  'handled_before',
  'in_court',
  'no_new_facts',
] as const
export const reportSides = ['reporter', 'office'] as const
export const evidenceMedia = ['photo', 'video', 'document'] as const
/** `waiting`: the worker has not cleaned it. `sealed`: only the original is kept, for the core group. `failed`: nothing may be shown. */
export const reportFileStates = ['waiting', 'clean', 'sealed', 'failed'] as const
/** What in a document may harm whoever opens its original, or that nobody looked. */
export const documentWarnings = ['test_virus', 'active', 'outside', 'locked', 'unexamined'] as const
/** What of a reporter an officer opened. */
export const openedParts = ['identity', 'original', 'text'] as const
export const rewardStates = ['proposed', 'granted', 'refused', 'claimed', 'paid', 'lapsed', 'declined'] as const
export const rewardBars = ['not_first', 'not_true', 'on_duty', 'own_fault', 'known_before', 'no_receipt'] as const
/** 舆情: where something was said in public. */
export const mediaLeadSources = ['newspaper', 'television', 'website', 'social_media', 'hotline'] as const
export const mediaLeadStates = ['open', 'answered', 'dismissed'] as const

/** HJ 212: what a value of a device is of (commands 2011, 2051, 2061, 2031). */
export const readingKinds = ['realtime', 'minute', 'hour', 'day'] as const
/** From the plan to 验收备案, one by one (annex 5, no. 11), and out of service. */
export const deviceStates = [
  'planned',
  'installed',
  'connected',
  'compared',
  'accepted',
  'signed_off',
  'stopped',
  'removed',
] as const
/** 四（一）4 of the city rule: the three groups that must install; `other`: whom the county asks for another reason. */
export const installGroups = ['listed_sector', 'chemical', 'nutrient', 'other'] as const
/** 停运、拆除: the plant stands still, the device does, or it is taken away. */
export const deviceStopKinds = ['production', 'device', 'removal'] as const
/** `silent`: nobody answered in time, which is consent (现场监督检查办法 art. 8). */
export const deviceStopStates = ['applied', 'approved', 'silent', 'refused', 'withdrawn'] as const
/** 三（二）3: what the city looks at. */
export const deviceCheckTopics = ['installation', 'running', 'connection', 'data_quality'] as const
export const deviceCheckResults = ['fine', 'problems', 'falsified'] as const
/** Annex 5, no. 12: what is done more often where there is no device. */
export const raisedKinds = ['monitoring', 'inspection'] as const

/** 督办单: what opens one. All but the exceedance are anomalies of the data. */
export const supervisionKinds = ['exceedance', 'offline', 'zero', 'frozen', 'out_of_range'] as const
/** `answered`: whoever had to answer has; the city closes it. */
export const supervisionStates = ['open', 'answered', 'closed'] as const
/** 三方: the firm checks itself, the operator its device, the county investigates. */
export const supervisionParties = ['firm', 'operator', 'county'] as const
export const supervisionSteps = [
  'issued',
  'answered',
  'supplemented',
  'overdue',
  'commented',
  'escalated',
  'case_linked',
  'closed',
] as const
/** What a firm gives as the cause. */
export const supervisionCauses = [
  'process_upset',
  'treatment_fault',
  'start_or_stop',
  'raw_material',
  'power_failure',
  'instrument_fault',
  'instrument_care',
  'transmission_fault',
  'no_production',
  'not_known',
  'other',
] as const
/** What an operator found at its device. */
export const deviceFindings = [
  'in_order',
  'instrument_fault',
  'drift',
  'sampling_fault',
  'transmission_fault',
  'tampered',
] as const
/** What the county's investigation found. */
export const supervisionResults = ['violation', 'no_violation', 'device_fault', 'falsified', 'cannot_tell'] as const
/** 标记: what a firm says of hours that its device sent; national platform, marking rules of 2022. Beside HJ 212's flags. */
export const readingMarkKinds = [
  'start_up',
  'shut_down',
  'plant_stopped',
  'plant_fault',
  'instrument_fault',
  'instrument_maintenance',
] as const
/** A day's figures as they stand, and as they stood when the term for corrections was over. */
export const dayStages = ['provisional', 'confirmed'] as const
/** Why a day has its mean, or none. */
export const dayMeanStates = ['valid', 'too_few', 'no_discharge', 'stopped'] as const
/** What in a month of hours is worth an inspection: content/reference/online-rules.json defines each. */
export const readingSigns = ['constant', 'copied', 'too_smooth', 'under_limit', 'flags_over_limit'] as const

/** Annex 5: how far a task is. */
export const taskProgress = ['not_started', 'under_way', 'done'] as const
/** 四（一）3: what a county reports each month, and its summary of the year. */
export const countyReturnKinds = ['month', 'year'] as const
/** Prepared by the portal, completed by one person of the county, signed by another, received by the city or sent back. */
export const countyReturnStates = ['prepared', 'completed', 'signed', 'sent_back', 'received'] as const
export const countyReturnSteps = [...countyReturnStates, 'reminded', 'overdue'] as const
/** 五（五）: 公开约谈, 挂牌督办, 通报批评. */
export const countyMeasureKinds = ['interview', 'listed_supervision', 'criticism'] as const
/** In force when a second person has confirmed it, until it is lifted. */
export const countyMeasureStates = ['proposed', 'in_force', 'lifted'] as const
/** What became of a measure that the rules proposed. */
export const proposalDecisions = ['taken', 'declined'] as const

/** Who may be signed in; a visitor is nobody's account. Used by platform/permissions. */
export const accountRoles = [
  'firm',
  'monitoring_operator',
  'ngo',
  'county_officer',
  'city_officer',
  'auditor',
  'administrator',
] as const
/** The bureau's departments of annex 5 (column 牵头部门). */
export const departments = [
  'inspection',
  'monitoring',
  'legal',
  'approval',
  'pollution_control',
  'finance',
  'information_centre',
] as const

/** What the search finds, in the order in which its groups stand. */
export const searchKinds = [
  'enterprise',
  'case',
  'disclosure',
  'outcome',
  'factor',
  'standard',
  'regulation',
  'guide',
  'term',
] as const

/** How what is new reaches who follows it. */
export const subscriptionChannels = ['mail', 'webhook'] as const
/** As soon as it is there, or collected. */
export const subscriptionRhythms = ['soon', 'daily', 'weekly'] as const
/** What is followed: a firm, a part of the map, a state of the exposure board. */
export const subscriptionTopics = ['enterprise', 'area', 'board'] as const

/** 网格: the county, a town or park in it, a reach of a river. */
export const gridLevels = ['county', 'town', 'river'] as const
/** 网格长, 网格员, 河长. */
export const gridRoles = ['grid_head', 'grid_member', 'river_chief'] as const
/** How a source came to its cell. */
export const cellAssignments = ['place', 'county'] as const

/** 监察监测联系单: what one department asks of the other. */
export const contactSheetWorks = ['sampling', 'online_check', 'data', 'evidence', 'joint_check'] as const
export const contactSheetStates = ['sent', 'accepted', 'answered', 'closed', 'declined', 'withdrawn'] as const
export const contactSheetSteps = [
  'sent',
  'accepted',
  'declined',
  'answered',
  'returned',
  'closed',
  'withdrawn',
] as const
/** 总联络人, 部门联络人, 污染源监控系统管理机构与环境监测机构的督办联系人 (annex 5, no. 19). */
export const liaisonRoles = ['general', 'department', 'source_monitoring', 'monitoring_body'] as const
/** 移送公安机关: 行政拘留, 涉嫌犯罪. */
export const referralKinds = ['detention', 'criminal'] as const
export const referralStates = [
  'proposed',
  'not_transferred',
  'decided',
  'sent',
  'received',
  'accepted',
  'refused',
  'review',
  'closed',
] as const
export const referralSteps = [
  'proposed',
  'decided',
  'not_transferred',
  'sent',
  'copied',
  'received',
  'more_asked',
  'extended',
  'accepted',
  'refused',
  'review_asked',
  'reviewed',
  'closed',
] as const
/** 应查尽查、应罚尽罚、应移尽移: each definition stands in content/reference/joint-rules.json. */
export const unprosecutedDefinitions = [
  'exceedance_without_inspection',
  'order_without_case',
  'report_without_case',
  'problem_without_case',
  'sample_without_case',
  'falsification_without_referral',
  'heavy_metal_without_referral',
  'measure_without_referral',
] as const
/** What the city makes of the county's reason. */
export const unprosecutedVerdicts = ['justified', 'demanded'] as const

/** What a campaign asks of the firms of its sectors: 无证排污, 未联网, or every one of them. */
export const campaignQuestions = ['without_permit', 'without_device', 'every_firm'] as const
/** What a county files with the city: 实施细则, 年度实施方案. */
export const countyPaperKinds = ['rules', 'year_plan'] as const
export const countyPaperStates = ['filed', 'accepted', 'returned'] as const
/** 检查: of what kind, where it stands, what it came to. */
export const inspectionKinds = ['daily', 'surprise', 'night', 'cross', 'double_random', 'recheck', 'campaign'] as const
export const inspectionStates = ['planned', 'under_way', 'finished', 'void'] as const
export const inspectionResults = ['no_problem', 'problems'] as const
/** What was found, as the rectification ledger sorts its problems. */
export const findingKinds = [
  'stealth_discharge',
  'facility_inadequate',
  'exceedance',
  'records',
  'permit',
  'other',
] as const
/** A picture of the site, or the paper record with the signatures on it. */
export const inspectionPhotoKinds = ['site', 'record'] as const
export const signatureMeans = ['account', 'paper'] as const
/** 双随机: published with its pools, drawn, its seed public; or given up, with the reason. */
export const drawStates = ['committed', 'drawn', 'revealed', 'void'] as const
/** Why an officer stays away from a firm (回避). */
export const conflictGrounds = ['kin', 'interest', 'former_post', 'other'] as const

/** 问题 of annexes 1 and 3; the last three are this portal's, for what the annexes call 等. */
export const problemKinds = [
  'stealth_discharge',
  'facility_inadequate',
  'exceedance',
  'records',
  'permit',
  'other',
] as const
/** Where a problem was found. */
export const problemSources = [
  'screening',
  'self_check',
  'public_report',
  'online',
  'inspection',
  'media',
  'supervisory',
  'case',
] as const
/** 处理处罚执行情况. */
export const problemExecutions = ['not_due', 'under_way', 'done', 'court'] as const
/** 整治方案制定情况. */
export const problemPlanStates = ['none', 'drafted', 'filed', 'published'] as const
/** From found to closed (annex 4); a refusal at any step leads back to `rectifying`. */
export const problemStates = ['found', 'rectifying', 'requested', 'county_agreed', 'public_window', 'closed'] as const
export const problemSteps = [
  'found',
  'changed',
  'checked',
  'requested',
  'county_agreed',
  'county_refused',
  'city_agreed',
  'city_refused',
  'objected',
  'objection_rejected',
  'objection_upheld',
  'closed',
  'recurred',
] as const
/** A closure form for one problem: filled by one of the firm, reviewed by another, checked twice, open to objections, done. */
export const closureStates = [
  'filled',
  'requested',
  'county_agreed',
  'public_window',
  'closed',
  'refused',
  'withdrawn',
] as const
/** Who signs a closure; nobody twice. */
export const closureRoles = ['filler', 'reviewer', 'county', 'city'] as const
export const closureOpinions = ['agreed', 'refused'] as const
export const closureFileKinds = ['before', 'after', 'report', 'county_site', 'city_site'] as const
export const objectionStates = ['open', 'rejected', 'upheld'] as const
