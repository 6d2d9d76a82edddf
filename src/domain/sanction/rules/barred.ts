/** The clauses that bar a vendor: what a refusal cites. */
export const barringClause = {
  zh: '《益阳市工业污染源全面达标排放计划实施细则》五（三）：列入失信企业黑名单的厂商，禁止参与污染源自动监控系统的建设和运行维护',
  en: 'city rule V (3): a vendor on the blacklist may take no part in building, running or maintaining automatic monitoring',
}

/** Any day of the work that lies in the term of an entry in force? An open end runs for ever. */
export const isBarredFor = (
  work: { fromOn: string; toOn: string | null },
  entry: { fromOn: string; untilOn: string },
): boolean => work.fromOn <= entry.untilOn && (work.toOn === null || work.toOn >= entry.fromOn)
