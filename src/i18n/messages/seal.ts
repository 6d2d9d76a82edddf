import { bilingual } from '#src/i18n/bilingual.ts'

/** The scan of the signed and sealed form. */
export const sealMessages = bilingual(
  {
    title: '盖章扫描件',
    lead: '打印信息表，签字、盖章后扫描上传。可随时补交；已交的不能删除或替换，可再交一份。',
    privacy: '扫描件上有签名，只供本单位和生态环境部门查看；公众只看到已交、交存日期和文件的 SHA-256 校验值。',
    file: '扫描件（PDF、JPG、PNG，最多 20 MB）',
    upload: '上传扫描件',
    missing: '请选择扫描件。',
    none: '尚未交盖章扫描件。',
    afterwards: '盖章扫描件在公开之后上传：二维码和指纹属于公开的那一版，盖章的表须与它一致，而草稿还会改动。',
    handedIn: (time: string) => `盖章扫描件已交存，${time}`,
    hash: 'SHA-256',
  },
  {
    title: 'Sealed scan',
    lead: 'Print the form, have it signed and sealed, scan it and send it here. It may come at any time; what was handed in cannot be taken back or replaced, but another one can be added.',
    privacy:
      'The scan bears signatures: only you and the environmental bureaus can open it. The public sees that it was handed in, when, and its SHA-256.',
    file: 'Scan (PDF, JPG or PNG, at most 20 MB)',
    upload: 'Hand in the scan',
    missing: 'Please choose the scan.',
    none: 'No sealed scan has been handed in yet.',
    afterwards:
      'The sealed scan comes after the publication: the code and the fingerprint belong to the public version, which the sealed form must agree with, while a draft may still change.',
    handedIn: (time) => `Sealed scan handed in, ${time}`,
    hash: 'SHA-256',
  },
)
