import fontSheet from '@fontsource-variable/noto-sans-sc/index.css?url'

/**
 * A machine without any Chinese font draws every Chinese character as the same box. Only there the self-hosted font's
 * list of subsets (30 KB) is fetched; everybody else is spared it.
 */
const canvas = document.createElement('canvas')
canvas.width = canvas.height = 16
const pen = canvas.getContext('2d', { willReadFrequently: true })

function picture(character: string): string {
  if (!pen) return character
  pen.clearRect(0, 0, 16, 16)
  pen.font = '14px sans-serif'
  pen.fillText(character, 0, 13)
  return pen.getImageData(0, 0, 16, 16).data.join()
}

if (picture('清') === picture('源')) {
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = fontSheet
  document.head.append(sheet)
}
