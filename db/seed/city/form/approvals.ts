import type { Case } from '#db/seed/city/cases/model.ts'
import { type Answers, type Item, repeated, type Source, single } from '#db/seed/city/form/filled.ts'
import { addDays } from '#db/seed/days.ts'

/** 二（一）（二）: the projects that were approved, the permit with its totals, and how the firm stands to the law. */
export function approvalItems(source: Source): Item[] {
  const permit = permitOf(source)
  return [
    ...repeated('approvals', projectsOf(source)),
    ...single('permit', permit),
    ...(permit.held ? repeated('permittedTotals', totalsOf(source)) : []),
    ...single('standing', standingOf(source)),
  ]
}

const fiveYears = 1826

function permitOf({ permit, publishedOn, files }: Source): Answers {
  if (!permit) return { held: false, notHeldBecause: '属排污登记管理，已填报固定污染源排污登记表。' }
  // The permits before this one had the same number and ran out when it, or the next of them, was issued.
  let { issuedOn, expiresOn } = permit
  while (issuedOn > publishedOn) [issuedOn, expiresOn] = [addDays(issuedOn, -fiveYears), issuedOn]
  if (expiresOn < publishedOn)
    return { held: false, notHeldBecause: `排污许可证已于${expiresOn}到期，延续申请正在办理。` }
  return { held: true, permitNo: permit.permitNo, expiresOn, file: files.permit ? [files.permit.id] : undefined }
}

/** The firm's own sum by factor. */
function totalsOf({ disclosure: { rows } }: Source): Answers[] {
  const sums = new Map<string, number>()
  for (const { factorCode, permittedTonnes } of rows) {
    if (permittedTonnes !== null) sums.set(factorCode, (sums.get(factorCode) ?? 0) + permittedTonnes)
  }
  return [...sums].map(([factor, sum]) => ({ factor, tonnes: Number(sum.toPrecision(4)) }))
}

/** The founding project, and for half of the older firms one that changed or enlarged it. Numbers and days are invented. */
function projectsOf({ disclosure: { firm, year }, lasting }: Source): Answers[] {
  const random = lasting('approvals')
  const first = firm.products.split('；')[0]?.replace(' ', '') ?? ''
  const began = Number(firm.startedOn.slice(0, 4))
  const mark = firm.profile.weight > 0.6 ? '益环评审' : `${firm.county.documentMark.slice(0, 1)}环评审`
  const project = (name: string, built: number): Answers => {
    const assessed = built - 1
    const accepted = built + (random.chance(0.7) ? 0 : 1)
    return {
      project: name,
      assessmentNo: `${mark}〔${assessed}〕${random.int(3, 96)}号`,
      assessedOn: dayIn(assessed, random.int(1, 12), random.int(1, 28)),
      ...(accepted < 2018
        ? { acceptanceNo: `${mark.slice(0, 2)}验〔${accepted}〕${random.int(2, 70)}号` }
        : { acceptanceNo: '自主验收' }),
      acceptedOn: dayIn(accepted, random.int(built === began ? 10 : 1, 12), random.int(1, 28)),
    }
  }
  const changes = ['技术改造项目', '扩建项目', '环保设施提标改造项目', '锅炉清洁能源改造项目']
  const second = began + random.int(4, 9)
  const all = [project(`${first}建设项目`, began)]
  if (random.chance(0.55) && second <= year - 2) all.push(project(random.pick(changes), second))
  return all.filter(({ assessedOn }) => String(assessedOn) < `${year - 1}-01-01`)
}

const dayIn = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function standingOf({ cases, obligationBefore: before }: Source): Answers {
  const late = before && (before.publishedAt === null || before.publishedAt.slice(0, 10) > before.dueOn)
  return {
    disclosesAsRequired: !late,
    disclosureProblems: late
      ? before.publishedAt === null
        ? `${before.year}年度信息未按期公开，已向县分局说明并建立填报责任制。`
        : `${before.year}年度信息于${before.publishedAt.slice(0, 10)}公开，迟于规定的${before.dueOn}。`
      : undefined,
    violationsLastYear: cases.length === 0 ? '无' : cases.map(told).join('\n'),
  }
}

const told = ({ decidedOn, decisionNo, title, rectifyBy }: Case) =>
  `${decidedOn} ${decisionNo}：${title}${rectifyBy ? `，限${rectifyBy}前改正` : ''}。`
