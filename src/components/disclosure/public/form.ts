import type { PrintedForm } from '#src/components/disclosure/form/context.ts'

/** What the sections of the public page are laid out from. */
export interface PublicForm extends Pick<PrintedForm, 'form' | 'rows' | 'names'> {
  disclosureId: number
}
