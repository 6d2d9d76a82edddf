import type { FirmFile } from '#domain/disclosure/queries/files.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'

/** What every field of a page needs to be drawn. */
export interface FieldSetting {
  /** Message by field name; only what is to be shown. */
  problems: ReadonlyMap<string, string>
  /** What is saved, by field, where the field shows something else. */
  unsaved: ReadonlyMap<string, string>
  /** What a bureau asks to correct, by field, by row, item or outlet. */
  returned?: ReadonlyMap<string, string> | undefined
  /** What the groups may refer to. */
  context: ItemContext
  /** The attached files by id. */
  files: ReadonlyMap<string, FirmFile>
}
