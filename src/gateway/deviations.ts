/**
 * How devices depart from HJ 212, by name. Each is taken, and counted for its device. What they mean, in words:
 * src/i18n/messages/deviations.ts and docs/hj212.md.
 */
export const deviations = [
  // The frame.
  'length_wrong',
  'segment_too_long',
  'crc_lower_case',
  'crc_swapped',
  'line_end_missing',
  'line_end_half',
  'blanks_between_frames',
  'noise_between_frames',
  // The fixed fields.
  'field_missing',
  'field_form',
  'field_twice',
  'field_unknown',
  'field_order',
  'name_form',
  'qn_form',
  'flag_missing',
  'flag_after_content',
  'version_unknown',
  'packet_number_missing',
  'packet_number_without_bit',
  'packet_number_in_content',
  'command_unknown',
  // The content.
  'content_marks',
  'separator',
  'item_empty',
  'item_without_value',
  'item_unknown',
  'data_time_form',
  'factor_twice',
  'factor_unknown',
  'factor_of_other_edition',
  'factor_of_other_medium',
  'number_form',
  'number_unreadable',
  'data_flag_unknown',
  'text_gbk',
  'text_unreadable',
] as const

export type Deviation = (typeof deviations)[number]

/** Notes one, once. */
export function note(found: Deviation[], deviation: Deviation): void {
  if (!found.includes(deviation)) found.push(deviation)
}
