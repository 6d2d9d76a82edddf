import { bilingual } from '#src/i18n/bilingual.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { deviationMessages } from '#src/i18n/messages/deviations.ts'

type Named = keyof (typeof deviationMessages)['zh']

/** What to change on the device for each departure from HJ 212, for the people who install it. */
export const deviationRemedies = bilingual<Record<Named, string>>(
  {
    length_wrong: '长度是数据段的字节数：从 QN 的 Q 数到最后的 &&，不含 ##、长度本身和 CRC；汉字按编码后的字节数算',
    segment_too_long: '因子多时分包发送（Flag 的分包位、PNUM、PNO），每包数据段不超过 1024 字节',
    crc_lower_case: 'CRC 用大写十六进制发送（如 1C80，不用 1c80）',
    crc_swapped: 'CRC 高字节在前；改不了时，请主管部门在“接入设置”中允许这台设备',
    line_end_missing: '每帧以回车换行（0D 0A）结束',
    line_end_half: '每帧以回车换行两个字节（0D 0A）结束',
    blanks_between_frames: '两帧之间不发空格、空行',
    noise_between_frames: '串口或 DTU 的提示、心跳字符不要发到这个连接；关闭 DTU 的注册包和心跳包',
    field_missing: '每帧都写 QN、ST、CN、PW、MN 和 Flag',
    field_form:
      'ST 2 位、CN 4 位、PW 6 位、MN 24 位（2005 版 14 位）、Flag 为十进制数；改不了的，照登记的写，平台也接收',
    field_twice: '同一字段只写一次',
    field_unknown: '去掉标准之外的字段；要传的设备信息放进 CP',
    field_order: '次序为 QN、ST、CN、PW、MN、Flag、PNUM、PNO、CP',
    name_form: '字段名照标准的大小写写，不夹空格（如 DataTime、Flag、w01018-Rtd）',
    qn_form: 'QN 写 17 位：年月日时分秒加三位毫秒',
    flag_missing: '写上 Flag；2017 版要求应答时写 Flag=5，2005 版写 Flag=1',
    flag_after_content: '把 Flag 移到 CP 之前',
    version_unknown: 'Flag 用 0 至 3（2005）、4 至 7（2017）或 8 至 11（2025）',
    packet_number_missing: '不分包就不置 Flag 的分包位（2017 版写 Flag=5）；分包就写 PNUM、PNO',
    packet_number_without_bit: '分包时 Flag 写 7（2017 版，要求应答）；不分包就去掉 PNUM、PNO',
    packet_number_in_content: '把 PNUM、PNO 移到 CP 之前',
    command_unknown: '核对 CN；实时 2011、分钟 2051、小时 2061、日 2031',
    content_marks: '数据区写成 CP=&&…&&，前后各两个 &',
    separator: '同一因子的各项之间用逗号，因子与因子之间用分号',
    item_empty: '去掉多余的分号、逗号，&& 之前不加分号',
    item_without_value: '每项写成“名称=值”；没有值的不发',
    item_unknown: '只用标准的项：Rtd、Min、Avg、Max、Cou、ZsRtd、ZsMin、ZsAvg、ZsMax、Flag、EFlag、SampleTime',
    data_time_form: 'DataTime 写 14 位：年月日时分秒，北京时间',
    factor_twice: '一帧里一个因子只发一次',
    factor_unknown: '用 HJ 212-2017 附录 B 的因子编码；确需的新编码请报主管部门登记',
    factor_of_other_edition: '因子编码与 Flag 的版本一致：2017 版用 w01018 一类，2005 版用 011 一类',
    factor_of_other_medium: '废水用 ST=32 和 w 编码，废气用 ST=31 和 a 编码',
    number_form: '数字写成 0.5、12.30 的样子：不带加号，不用指数，小数点前后都有数字',
    number_unreadable: '没有测到值就不发这一项，用数据标记说明（如 D、B），不要发 NaN、“-”或空值',
    data_flag_unknown: '数据标记用 N、F、M、S、D、C、T、B',
    text_gbk: '把字符编码设为 UTF-8',
    text_unreadable: '把字符编码设为 UTF-8',
    no_data_time: '数据帧的 CP 里写 DataTime（14 位）',
    data_time_ahead: '校准设备时钟（北京时间），启用平台授时命令 1012',
    data_time_before_registration: '校准设备时钟；确为登记以前的数据，请主管部门核对登记日期',
    factor_by_two_codes: '一个因子只用一种编码发送',
    crc_wrong: '按 HJ 212 的 CRC 算法对数据段计算（不是 MODBUS 的 CRC）；长度、CRC 都按发出的字节算',
    parts_missing: '分包的每一包都发，没有收到应答的重发',
  },
  {
    length_wrong:
      'Count the bytes of the data segment, from the Q of QN to the last &&, without ##, the length itself and the CRC; Chinese characters by their encoded bytes',
    segment_too_long: 'Split the message (the bit of Flag, PNUM, PNO) into segments of at most 1,024 bytes',
    crc_lower_case: 'Send the CRC in capitals (1C80, not 1c80)',
    crc_swapped:
      'Send the high byte first; where that cannot be changed, the bureau may allow it for this device in its settings',
    line_end_missing: 'End each frame with CR LF (0D 0A)',
    line_end_half: 'End each frame with both bytes, CR LF (0D 0A)',
    blanks_between_frames: 'Send no blanks or empty lines between frames',
    noise_between_frames:
      'Send nothing else on this line: switch off the registration and heartbeat packets of the modem',
    field_missing: 'Write QN, ST, CN, PW, MN and Flag into every frame',
    field_form:
      'ST has 2 digits, CN 4, PW 6, MN 24 characters (14 in 2005), Flag is a decimal number; what cannot be changed is taken as it is registered',
    field_twice: 'Write each field once',
    field_unknown: 'Leave out fields that the standard does not have; device information belongs into CP',
    field_order: 'The order is QN, ST, CN, PW, MN, Flag, PNUM, PNO, CP',
    name_form: 'Write names in the case of the standard, without blanks (DataTime, Flag, w01018-Rtd)',
    qn_form: 'Write QN as 17 digits: year to second and three of milliseconds',
    flag_missing: 'Write Flag; to be answered Flag=5 in the 2017 edition, Flag=1 in that of 2005',
    flag_after_content: 'Move Flag before CP',
    version_unknown: 'Use a Flag of 0 to 3 (2005), 4 to 7 (2017) or 8 to 11 (2025)',
    packet_number_missing: 'Not split: leave the bit of Flag out (Flag=5 in 2017); split: write PNUM and PNO',
    packet_number_without_bit: 'Split: Flag=7 (2017, to be answered); not split: leave PNUM and PNO out',
    packet_number_in_content: 'Move PNUM and PNO before CP',
    command_unknown: 'Check CN: 2011 real time, 2051 minutes, 2061 hours, 2031 days',
    content_marks: 'Write the content as CP=&&…&&, with two & on either side',
    separator: 'Commas between the items of one factor, semicolons between factors',
    item_empty: 'Leave out the spare semicolon or comma, also the one before &&',
    item_without_value: 'Write each item as name=value; send none without a value',
    item_unknown:
      'Use the items of the standard: Rtd, Min, Avg, Max, Cou, ZsRtd, ZsMin, ZsAvg, ZsMax, Flag, EFlag, SampleTime',
    data_time_form: 'Write DataTime as 14 digits, year to second, in Chinese time',
    factor_twice: 'Send each factor once in a frame',
    factor_unknown: 'Use the codes of HJ 212-2017, annex B; ask the bureau to register one that is really needed',
    factor_of_other_edition: 'Use the codes of the edition that Flag names: w01018 in 2017, 011 in 2005',
    factor_of_other_medium: 'ST=32 and w codes for waste water, ST=31 and a codes for waste gas',
    number_form: 'Write numbers as 0.5 or 12.30: no plus sign, no exponent, digits on both sides of the point',
    number_unreadable:
      'Leave out an item that was not measured and say why by the data flag (D, B); send no NaN, “-” or empty value',
    data_flag_unknown: 'Use the data flags N, F, M, S, D, C, T, B',
    text_gbk: 'Set the encoding of texts to UTF-8',
    text_unreadable: 'Set the encoding of texts to UTF-8',
    no_data_time: 'Write DataTime (14 digits) into the CP of data',
    data_time_ahead: 'Set the clock of the device (Chinese time) and let it obey the command 1012',
    data_time_before_registration:
      'Set the clock of the device; if the data are really older, ask the bureau to check the day of registration',
    factor_by_two_codes: 'Send each factor under one code',
    crc_wrong:
      'Compute the CRC of HJ 212 (not that of MODBUS) over the data segment; length and CRC are of the bytes as sent',
    parts_missing: 'Send every part of a split message, and again those that are not answered',
  },
)

/** What to change for a frame that is not valid, by the word with which its `error` begins. */
export const errorRemedies = bilingual(
  {
    'no frame': () => '这一行没有报文：帧以 ## 和四位长度开头；请发送原始报文，不要十六进制转储或日志前缀',
    crc: (given: string, right: string) =>
      `CRC 不符（帧中为 ${given}，应为 ${right}），不接收也不应答：按 HJ 212 的算法对数据段计算（不是 MODBUS 的 CRC），高字节在前；长度和 CRC 都按发出的字节算`,
    length: () => '长度超过可读的上限：长度是数据段的字节数，四位十进制；因子多时分包发送',
    cut: () => '报文不完整：长度大于实际发出的字节，或帧被截断；数据段之后是四位 CRC 和回车换行',
  },
  {
    'no frame': () =>
      'This line holds no frame: a frame begins with ## and four digits of length; send it as it is, not as a hex dump or behind a log’s prefix',
    crc: (given: string, right: string) =>
      `The CRC does not fit (${given} came, ${right} is right), so the frame is neither taken nor answered: compute the CRC of HJ 212 (not of MODBUS) over the data segment, high byte first; length and CRC are of the bytes as sent`,
    length: () =>
      'The length is more than is read: it is the number of bytes of the data segment in four decimal digits; split long messages',
    cut: () =>
      'The frame is not whole: its length is more than the bytes that follow, or it was cut off; four digits of CRC and CR LF follow the data segment',
  },
)

/** What the device sent otherwise than the protocol says, each with what to change there; the first why it is not valid. */
export function frameAdvice(
  locale: Locale,
  { error, deviations }: { error: string | null; deviations: readonly string[] },
): string[] {
  const kind = error === null ? undefined : /^(no frame|crc|length|cut)/.exec(error)?.[0]
  const [, given, right] = /given (\w+), should be (\w+)/.exec(error ?? '') ?? []
  // Of a frame that is cut off, what is missing says nothing of the device; of swapped bytes all is said by their name.
  const named = kind === 'cut' ? [] : deviations.filter((name): name is Named => name in deviationMessages.zh)
  const isSaid = kind === undefined || named.includes('crc_swapped')
  return [
    ...(isSaid ? [] : [errorRemedies[locale][kind as keyof (typeof errorRemedies)['zh']](given ?? '', right ?? '')]),
    ...named.map((name) =>
      locale === 'zh'
        ? `${deviationMessages.zh[name]}。改法：${deviationRemedies.zh[name]}`
        : `${deviationMessages.en[name]}. To change: ${deviationRemedies.en[name]}`,
    ),
  ]
}
