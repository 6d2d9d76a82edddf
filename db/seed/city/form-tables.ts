import type { City } from '#db/seed/city/city.ts'
import type { Form } from '#db/seed/city/form/form.ts'
import type { CopyRow } from '#db/seed/copy.ts'

export const itemRows = (forms: readonly Form[]): CopyRow[] =>
  forms.flatMap(({ disclosureId, items }) =>
    items.map(({ group, item, answers, closed = {} }) => ({
      disclosureId,
      groupName: group,
      item,
      answers: JSON.stringify(answers),
      privateAnswers: JSON.stringify(closed),
    })),
  )

/** A file row of each firm; the same drawing may stand behind several. */
export const fileRows = ({ forms }: City): CopyRow[] =>
  forms.files.flatMap(({ firm, uploadedAt, all }) =>
    all.map(({ id, sha256, name, bytes }) => ({
      id,
      enterpriseId: firm.id,
      sha256,
      name,
      mediaType: 'application/pdf',
      bytes: bytes.length,
      uploadedAt,
    })),
  )
