import type postgres from 'postgres'
import type { ReceivePlan } from '#domain/monitoring/commands/receive/plan.ts'
import { packFrames } from '#domain/monitoring/rules/kept-frames.ts'
import { unknownRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { cityDate } from '#platform/clock.ts'

type Refused = ReceivePlan['refused']

/** Frames of one row: so many go at once when there are too many. */
const together = 100
/** What the register takes as an MN (`devices_mn_form`): of anything else there is nothing to wait for. */
const mnForm = /^[!-:<>-~]{1,32}$/

/**
 * Lists each MN that was refused with its newest frame, and keeps the last frames of those that may be registered or get the right
 * password yet, so many as the rule says. Names and frames are cut to what the tables hold.
 */
export async function noteRefused(tx: postgres.TransactionSql, refused: Refused): Promise<void> {
  if (refused.length === 0) return
  const byMn = [...Map.groupBy(refused, ({ packet }) => (packet.mn ?? '').slice(0, 64))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const packed = await Promise.all(byMn.map(([mn, frames]) => pack(mn, frames)))
  // Each list is begun in the order of the MNs, so that two writers never wait for each other in a circle.
  await Promise.all(byMn.map(([mn, frames], i) => note(tx, mn, frames, packed[i] ?? [])))
}

async function pack(mn: string, frames: Refused) {
  const { frames: most } = ruleOf(frames)
  const kept = mnForm.test(mn) ? frames.filter(({ why }) => why !== 'removed_device').slice(-most) : []
  const parts = Array.from({ length: Math.ceil(kept.length / together) }, (_, i) =>
    kept.slice(i * together, (i + 1) * together).map(({ packet }) => ({ device: { id: 0 }, packet })),
  )
  return Promise.all(
    parts.map(async (part) => ({
      frames: part.length,
      receivedAt: (part[0] as (typeof part)[number]).packet.receivedAt.toISOString(),
      content: await packFrames(part),
    })),
  )
}

async function note(
  tx: postgres.TransactionSql,
  mn: string,
  frames: Refused,
  kept: Awaited<ReturnType<typeof pack>>,
): Promise<void> {
  const { packet, why } = frames.at(-1) as Refused[number]
  const at = packet.receivedAt.toISOString()
  const [listed] = await tx<{ frames: number; bytes: number }[]>`
    insert into unknown_devices as u (mn, why, frames, first_at, last_at, last_frame, kept_frames, kept_bytes)
    values (${mn}, ${why}, ${frames.length}, ${at}, ${at}, ${packet.raw.subarray(0, 16_384)},
      ${kept.reduce((sum, part) => sum + part.frames, 0)}, ${kept.reduce((sum, part) => sum + part.content.length, 0)})
    on conflict (mn) do update set why = excluded.why, frames = u.frames + excluded.frames, last_at = excluded.last_at,
      last_frame = excluded.last_frame, kept_frames = u.kept_frames + excluded.kept_frames, kept_bytes = u.kept_bytes + excluded.kept_bytes
    returning kept_frames as frames, kept_bytes as bytes`
  for (const { frames: count, receivedAt, content } of kept)
    await tx`insert into unknown_frames (mn, received_at, frames, content) values (${mn}, ${receivedAt}, ${count}, ${content})`
  const most = ruleOf(frames)
  if (listed && (listed.frames > most.frames || listed.bytes > most.bytes)) await dropEarliest(tx, mn, most)
}

const ruleOf = (frames: Refused) => unknownRuleOn(cityDate((frames.at(-1) as Refused[number]).packet.receivedAt))

/** Down to nine tenths, so that this is seldom done. */
const dropEarliest = (tx: postgres.TransactionSql, mn: string, most: { frames: number; bytes: number }) => tx`
  with newest as (
    select id, sum(frames) over later as frames, sum(octet_length(content)) over later as bytes
    from unknown_frames where mn = ${mn} and lower(mn) = lower(${mn}) window later as (order by id desc)
  ), gone as (
    delete from unknown_frames where id in (select id from newest where frames > ${Math.floor(most.frames * 0.9)} or bytes > ${Math.floor(most.bytes * 0.9)})
    returning frames, octet_length(content) as bytes
  )
  update unknown_devices set kept_frames = kept_frames - (select coalesce(sum(frames), 0) from gone),
    kept_bytes = kept_bytes - (select coalesce(sum(bytes), 0) from gone)
  where mn = ${mn}`
