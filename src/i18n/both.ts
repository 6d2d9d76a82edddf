/** A field's message in both languages, for forms that do not know their reader's: `inOneLanguage` cuts it down. */
export const both = (zh: string, en: string): { error: string } => ({ error: `${zh} / ${en}` })
