import { createHash } from 'node:crypto'
import { facilitiesOf } from '#db/seed/city/facilities.ts'
import { flowDiagram, sheet } from '#db/seed/city/form/drawings.ts'
import { stepsOf } from '#db/seed/city/form/processes.ts'
import type { Enterprise } from '#db/seed/city/model.ts'
import type { Permit } from '#db/seed/city/permits.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import { addDays, at } from '#db/seed/days.ts'

export interface SeedFile {
  id: string
  sha256: string
  name: string
  bytes: Uint8Array
}

export interface FirmFiles {
  firm: Enterprise
  uploadedAt: string
  diagram: SeedFile
  /** The cast alone has handed in more than its diagram. */
  permit?: SeedFile
  plan?: SeedFile
  report?: SeedFile
  all: SeedFile[]
}

/** What a firm has handed in: the diagram of its kind of works, of the cast its own and three more. */
export function filesOf(firm: Enterprise, permit: Permit | undefined, firstPublishedOn: string): FirmFiles {
  const diagram = fileOf(firm, '生产工艺流程图.pdf', firm.role ? ownDiagram(firm) : diagramOf(firm.profile))
  const more: Pick<FirmFiles, 'permit' | 'plan' | 'report'> = firm.role
    ? {
        ...(permit ? { permit: fileOf(firm, '排污许可证副本.pdf', permitCopy(firm, permit)) } : {}),
        plan: fileOf(firm, '自行监测方案.pdf', monitoringPlan(firm)),
        report: fileOf(firm, '检测报告.pdf', labReport(firm)),
      }
    : {}
  const uploadedAt = at(addDays(firstPublishedOn, -10), 10, 30)
  return { firm, uploadedAt, diagram, ...more, all: [diagram, ...Object.values(more)] }
}

function fileOf({ creditCode }: Enterprise, name: string, bytes: Uint8Array): SeedFile {
  return { id: uuidOf(`${creditCode} ${name}`), sha256: createHash('sha256').update(bytes).digest('hex'), name, bytes }
}

/** An identifier (version 8) that is the same in every run. */
function uuidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

const ofProfiles = new Map<Profile, Uint8Array>()

function diagramOf(profile: Profile): Uint8Array {
  const known = ofProfiles.get(profile)
  if (known) return known
  const treated = [...profile.water, ...profile.stacks].map(
    ({ name, process }) => `${name.replace(/排放口$/, '')} → ${process[0]} → ${name}`,
  )
  const bytes = flowDiagram(`${profile.trades[0]?.[0]}典型生产工艺流程及产污环节图`, stepsOf(profile), treated)
  ofProfiles.set(profile, bytes)
  return bytes
}

const ownDiagram = (firm: Enterprise) =>
  flowDiagram(
    `${firm.name}生产工艺流程及产污环节图`,
    stepsOf(firm.profile),
    facilitiesOf(firm).map(({ outlet, code, process }) => `${outlet.name}：${process}（${code}）→ ${outlet.code}`),
  )

const permitCopy = (firm: Enterprise, { permitNo, issuedOn, expiresOn }: Permit) =>
  sheet('排污许可证（副本，演示件）', [
    `单位名称：${firm.name}`,
    `证书编号：${permitNo}`,
    `法定代表人：${firm.legalRepresentative}`,
    `生产经营场所地址：${firm.address}`,
    `有效期限：自${issuedOn}至${expiresOn}`,
    ...firm.outlets.map(({ code, name }) => `${code}　${name}`),
  ])

const monitoringPlan = (firm: Enterprise) =>
  sheet(`${firm.name}自行监测方案`, [
    '依据：HJ 819—2017 排污单位自行监测技术指南 总则，及排污许可证。',
    ...firm.outlets.map(
      ({ code, name, online, factors }) =>
        `${code}　${name}：${factors.map(({ nameZh }) => nameZh).join('、')}（${online ? '自动监测与手工监测' : '手工监测'}）`,
    ),
  ])

const labReport = (firm: Enterprise) =>
  sheet('检测报告（演示件）', [
    `委托单位：${firm.name}`,
    '采样、分析与质量控制按相应国家标准方法进行。',
    '各排放口的结果见信息公开表所列浓度。',
  ])
