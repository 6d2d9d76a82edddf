import { isCodeForm } from '#domain/enterprise/rules/credit-code.ts'
import { checkProof, isSpent, newProof, type Proof, spentText } from '#domain/report/commands/proof.ts'
import type { ReceivedReport } from '#domain/report/commands/receive.ts'
import { sendReport } from '#domain/report/commands/send.ts'
import { answerStep, readWhere } from '#domain/report/input/intake.ts'
import { listSimilar } from '#domain/report/queries/similar.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { type FormUpload, readEvidenceForm, wordsOf } from '#src/actions/evidence-form.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'
import { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

export type IntakeStep = 'where' | 'evidence' | 'answer'

/** The form as it is shown next: all that was typed travels in it. */
export interface Intake {
  step: IntakeStep
  typed: URLSearchParams
  problems: FieldProblem[]
  uploads: FormUpload[]
  similar: Awaited<ReturnType<typeof listSimilar>>
  /** The place lies beyond the city's border. */
  isElsewhere: boolean
  proof: Proof
  receipt?: ReceivedReport & { isJoined: boolean }
  isSpent?: boolean
  status: number
}

/** `firm`: its credit code, where the way here led over its page. */
export async function openIntake({ machineNow }: App.Locals, firm?: string | null): Promise<Intake> {
  const empty = { problems: [], uploads: [], similar: [], isElsewhere: false, status: 200 }
  const typed = new URLSearchParams(firm && isCodeForm(firm) ? { firm } : {})
  return { step: 'where', typed, proof: await newProof(machineNow), ...empty }
}

/** Takes one step of the form. Nothing typed and no file that was taken is ever lost by a refusal. */
export async function takeIntake(request: Request, locals: App.Locals): Promise<Intake> {
  const { db, locale, now, machineNow } = locals
  const view = await openIntake(locals)
  const say = reportIntakeMessages[locale]
  const { lost, refused, ...form } = await readEvidenceForm(request, locals)
  const { typed } = form
  Object.assign(view, form)
  if (refused) {
    const step = typed.get('step')
    return { ...view, step: step === 'evidence' || step === 'answer' ? step : 'where', status: refused }
  }
  const go = typed.get('go') ?? ''
  const from = (['where', 'evidence', 'answer'] as const).find((step) => step === typed.get('step')) ?? 'where'
  view.step = from
  const where = readWhere(Object.fromEntries(typed))
  const pin =
    where.data && where.data.longitude !== null && where.data.latitude !== null
      ? { longitudeDeg: where.data.longitude, latitudeDeg: where.data.latitude }
      : null
  view.isElsewhere = pin !== null && placeOf(pin).kind === 'elsewhere'

  const [what, about] = go.split(':') as [string, string | undefined]
  if (what === 'firm') typed.set('firm', about ?? '')
  if (what === 'back') view.step = about === 'evidence' ? 'evidence' : 'where'
  else if (what === 'next' || what === 'send') {
    if (!where.data) {
      view.step = 'where'
      view.problems.push(
        ...where.problems.map(({ field, message }) => ({ field, message: inOneLanguage(locale, message) })),
      )
    } else if (view.isElsewhere && where.data.firm === '' && typed.get('anyway') !== 'on') {
      view.step = 'where'
      view.problems.push({ field: 'anyway', message: say.elsewhere })
    } else if (view.problems.length === 0) {
      view.step = from === 'where' ? 'evidence' : 'answer'
    }
    if (what === 'send' && from === 'answer' && where.data && view.problems.length === 0) {
      const answer = answerStep.safeParse(Object.fromEntries(typed))
      if (!answer.success) view.problems.push(...problemsIn(answer.error.issues, locale))
      else
        try {
          const given = (name: string) => typed.get(name) ?? ''
          const proved = await checkProof(
            { challenge: given('challenge'), solution: given('solution'), ticket: given('ticket') },
            machineNow,
          )
          if (await isSpent(db, proved)) return { ...view, isSpent: true, status: 409 }
          if (lost > 0) throw new DomainError('conflict', say.lostFiles(lost))
          const uploads = view.uploads.map(({ ref }) => ref)
          const form = { where: where.data, answer: answer.data, uploads, similar: given('similar') }
          return { ...view, receipt: await sendReport(db, form, proved, now, machineNow) }
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          if (error.message === spentText) return { ...view, isSpent: true, status: 409 }
          view.problems.push({ field: '', message: wordsOf(error, locale) })
          // A wait that is not over goes on; anything else begins anew.
          if (error.code === 'too_often') view.proof.ticket = typed.get('ticket') ?? view.proof.ticket
        }
    }
  }
  if (view.step === 'answer' && where.data) view.similar = await listSimilar(db, where.data.kind, pin, now)
  if (view.problems.length > 0) view.status = 422
  // One proof for the whole way through the form, so that its wait has passed when the last step is reached.
  const kept = typed.get('ticket')
  if (kept && view.problems.every(({ field }) => field !== '')) {
    view.proof = { ticket: kept, challenge: typed.get('challenge') ?? view.proof.challenge }
  }
  return view
}

const problemsIn = (issues: readonly { path: PropertyKey[]; message: string }[], locale: Locale): FieldProblem[] =>
  issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message: inOneLanguage(locale, message) }))
