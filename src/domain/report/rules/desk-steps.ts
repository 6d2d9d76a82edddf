import { afterMove, type ReportState } from '#domain/report/rules/machine.ts'

/** What an officer can do with a report on its page; `?do=` in its address. */
export const deskSteps = [
  'accept',
  'refuse',
  'refer',
  'reopen',
  'inspect',
  'conclude',
  'extend',
  'open',
  'link',
  'join',
  'route',
] as const
export type DeskStep = (typeof deskSteps)[number]

export interface OnDesk {
  state: ReportState
  recheckDueOn: string | null
  handleDueOn: string | null
  caseId: number | null
  extendedDays: number
}

/** The steps that are open now, the usual one first. @param mostExtension days that the rule allows */
export function openSteps(report: OnDesk, today: string, mostExtension: number, mayRoute: boolean): DeskStep[] {
  const { state, recheckDueOn, handleDueOn, caseId, extendedDays } = report
  const isHandled = state === 'accepted'
  const isOpen: Record<DeskStep, boolean> = {
    accept: afterMove(state, 'accept') !== undefined,
    refuse: afterMove(state, 'refuse') !== undefined,
    refer: afterMove(state, 'refer') !== undefined,
    reopen: recheckDueOn !== null && afterMove(state, 'reopen') !== undefined,
    inspect: isHandled,
    conclude: isHandled,
    extend: isHandled && recheckDueOn === null && extendedDays < mostExtension && (handleDueOn ?? '') >= today,
    open: isHandled && caseId === null,
    link: caseId === null && (isHandled || state === 'concluded'),
    join: afterMove(state, 'join') !== undefined,
    route: mayRoute && afterMove(state, 'route') !== undefined,
  }
  return deskSteps.filter((step) => isOpen[step])
}
