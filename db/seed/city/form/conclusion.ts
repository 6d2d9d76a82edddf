import type { Figures } from '#db/seed/city/figures.ts'
import { type Answers, type Item, repeated, type Source, single } from '#db/seed/city/form/filled.ts'
import { addDays, earlier } from '#db/seed/days.ts'
import { readFactors } from '#db/seed/reference-files.ts'

const factorNames = new Map(readFactors().map(({ code, nameZh }) => [code, nameZh]))

/** 四、自查结论 and the head with its two signatures. */
export function conclusionItems(source: Source): Item[] {
  const { disclosure, publishedOn, random } = source
  const { firm, rows } = disclosure
  const exceeded = rows.filter(({ exceedanceCount }) => (exceedanceCount ?? 0) > 0)
  const problems = exceeded.map((row) => problemOf(source, row))
  const outcome =
    problems.length === 0
      ? 'lasting'
      : firm.conduct === 'bad' && problems.length > 2
        ? 'not_met'
        : 'after_rectification'
  const filledOn = addDays(publishedOn, -random.int(2, 9))
  return [
    ...repeated('problemsFound', problems),
    ...single('conclusion', { problemsExist: problems.length > 0, outcome, words: words[outcome] }),
    ...single(
      'signatures',
      { filledOn, reviewedOn: earlier(addDays(filledOn, random.int(0, 2)), publishedOn) },
      {
        filledBy: firm.officer,
        reviewedBy: firm.legalRepresentative === firm.officer ? `${firm.officer}（主管）` : firm.legalRepresentative,
      },
    ),
  ]
}

const words = {
  lasting: '经自查，全年各排放口污染物稳定达标排放，治理设施正常运行，台账完整。',
  after_rectification: '经自查，存在短时超标，原因已查明并完成整改，整改后稳定达标。',
  not_met: '经自查，部分因子尚不能稳定达标，已制定限期治理方案并报县分局。',
} as const

function problemOf({ publishedOn, random }: Source, row: Figures): Answers {
  const { outlet, factorCode, exceedanceCount, exceedanceReason, judgedCount } = row
  return {
    problem: `${outlet.name}（${outlet.code}）${factorCode ? factorNames.get(factorCode) : ''}全年评价${judgedCount}次，超标${exceedanceCount}次。`,
    measures: exceedanceReason ?? undefined,
    deadline: addDays(publishedOn, random.int(-40, 90)),
  }
}
