import { checkProof, isSpent, newProof, type Proof, spentText } from '#domain/report/commands/proof.ts'
import type { ReceivedReport } from '#domain/report/commands/receive.ts'
import { sendReport } from '#domain/report/commands/send.ts'
import { dropUpload, getUpload, RefusedEvidence, takeUpload, type UploadRef } from '#domain/report/commands/uploads.ts'
import { answerStep, readWhere } from '#domain/report/input/intake.ts'
import { listSimilar } from '#domain/report/queries/similar.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { RefusedForm, readMultipart } from '#platform/http/multipart.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'
import { refusedEvidenceText } from '#src/i18n/messages/evidence.ts'
import { reportIntakeMessages } from '#src/i18n/messages/report-intake.ts'

export type IntakeStep = 'where' | 'evidence' | 'answer'

/** The form as it is shown next: all that was typed travels in it. */
export interface Intake {
  step: IntakeStep
  typed: URLSearchParams
  problems: FieldProblem[]
  uploads: { ref: UploadRef; medium: string; bytes: number }[]
  similar: Awaited<ReturnType<typeof listSimilar>>
  /** The place lies beyond the city's border. */
  isElsewhere: boolean
  proof: Proof
  receipt?: ReceivedReport
  isSpent?: boolean
  status: number
}

const limits = {
  bytes: reportLimits.allFilesBytes + 2 * 1024 * 1024,
  fields: 80,
  fieldBytes: 200 * 1024,
  files: reportLimits.files + 1,
}

export async function openIntake({ machineNow }: App.Locals): Promise<Intake> {
  const empty = { problems: [], uploads: [], similar: [], isElsewhere: false, status: 200 }
  return { step: 'where', typed: new URLSearchParams(), proof: await newProof(machineNow), ...empty }
}

/** Takes one step of the form. Nothing typed and no file that was taken is ever lost by a refusal. */
export async function takeIntake(request: Request, locals: App.Locals): Promise<Intake> {
  const { db, locale, now, machineNow } = locals
  const view = await openIntake(locals)
  const say = reportIntakeMessages[locale]
  const taken: UploadRef[] = []
  try {
    view.typed = await readMultipart(request, limits, async (_, extension, content) => {
      try {
        taken.push(await takeUpload(db, content, extension, machineNow))
      } catch (error) {
        const message =
          error instanceof RefusedEvidence ? refusedEvidenceText(locale, error.reason) : wordsOf(error, locale)
        view.problems.push({ field: 'files', message })
      }
    })
  } catch (error) {
    if (!(error instanceof RefusedForm)) throw error
    const isLarge = error.reason === 'too_large'
    const step = error.fields.get('step')
    return {
      ...view,
      typed: error.fields,
      step: step === 'evidence' || step === 'answer' ? step : 'where',
      uploads: await known(db, [...error.fields.getAll('upload').map(refOf), ...taken]),
      status: isLarge ? 413 : 400,
      problems: [{ field: '', message: isLarge ? say.tooLarge : say.malformed }],
    }
  }
  const { typed } = view
  view.uploads = await known(db, [...typed.getAll('upload').map(refOf), ...taken])
  const lost = new Set(typed.getAll('upload')).size + taken.length - view.uploads.length
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
  if (what === 'drop') {
    const dropped = view.uploads.find(({ ref }) => ref.id === about)
    if (dropped) await dropUpload(db, dropped.ref)
    view.uploads = view.uploads.filter((each) => each !== dropped)
  }
  if (view.uploads.length > reportLimits.files)
    view.problems.push({ field: 'files', message: say.tooManyFiles(view.uploads.length, reportLimits.files) })
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

function wordsOf(error: unknown, locale: Locale): string {
  if (!(error instanceof DomainError)) throw error
  return inOneLanguage(locale, error.message)
}

const refOf = (text: string): UploadRef => {
  const [id = '', token = ''] = text.split('.')
  return { id, token }
}

async function known(db: App.Locals['db'], refs: UploadRef[]) {
  const uploads = []
  const unique = new Map(refs.map((ref) => [ref.id, ref]))
  for (const ref of [...unique.values()].slice(0, limits.files + 20)) {
    const row = await getUpload(db, ref)
    if (row?.finishedAt && row.medium) uploads.push({ ref, medium: row.medium, bytes: row.received })
  }
  return uploads
}
