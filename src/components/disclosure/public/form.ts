import type { PrintedForm } from '#src/components/disclosure/form/context.ts'

/** What the sections of the public page are laid out from. */
export interface PublicForm extends Pick<PrintedForm, 'form' | 'rows' | 'names'> {
  /** Undefined for the preview of a draft: its files are the enterprise's own. */
  disclosureId: number | undefined
}
