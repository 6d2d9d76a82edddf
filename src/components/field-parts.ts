/** What label, hint and problem of one form field share. Its id is always `field-<name>`: the problem summary links there. */
export interface FieldProps {
  name: string
  label: string
  hint?: string | undefined
  problem?: string | undefined
  required?: boolean | undefined
}

export function fieldIds({ name, hint, problem }: Pick<FieldProps, 'name' | 'hint' | 'problem'>) {
  const id = `field-${name}`
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return {
    id,
    hintId: `${id}-hint`,
    problemId: `${id}-problem`,
    /** For the control itself. */
    aria: { 'aria-describedby': described || undefined, 'aria-invalid': problem ? ('true' as const) : undefined },
  }
}
