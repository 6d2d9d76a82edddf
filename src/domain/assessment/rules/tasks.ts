import reference from '../../../../content/reference/tasks.json' with { type: 'json' }

export type Executor = 'city' | 'county' | 'firm'
/** What of a task the portal counts itself. */
export const taskCounts = [
  'disclosures',
  'problems',
  'cases',
  'measures',
  'returns',
  'supervisory',
  'devices',
  'rate',
  'punishments',
  'orders',
] as const
export type TaskCount = (typeof taskCounts)[number]

/** One of the twenty tasks of annex 5. */
export interface Task {
  no: number
  lead: string
  leadEn: string
  /** The lead department was read from the place of the name in the scan, not beside the task. */
  presumed: boolean
  executors: Executor[]
  /** `12-07`, in each year; null for what goes on. */
  due: string | null
  counts: TaskCount | null
  /** The page that shows it. */
  path: string | null
  zh: string
  en: string
}

/** content/reference/tasks.json, in the order of the annex. */
export const tasks = reference.tasks as Task[]
export const findTask = (no: number): Task | undefined => tasks.find((task) => task.no === no)

/** Who says how far a task is: a county what counties or their firms do, the city (its own code) the rest. */
export const isReportedBy = (task: Task, kind: 'city' | 'county'): boolean =>
  kind === 'city' ? task.executors.includes('city') : task.executors.some((executor) => executor !== 'city')

export const dueOn = (task: Task, year: number): string | null => task.due && `${year}-${task.due}`

/** Past its day and not said to be done. */
export const isTaskLate = (task: Task, year: number, progress: string | null, today: string): boolean => {
  const due = dueOn(task, year)
  return due !== null && due < today && progress !== 'done'
}
