import { reportKinds } from '#db/vocabulary.ts'
import type { OwnReport } from '#domain/report/queries/own.ts'
import { config } from '#platform/config.ts'
import { term } from '#src/i18n/terms.ts'

/** The service codes of Open311 are the kinds of reports. Names in both languages: the protocol knows one only. */
export const open311Services = () =>
  reportKinds
    .filter((kind) => kind !== 'media_lead' && kind !== 'peer_lead')
    .map((kind) => ({
      service_code: kind,
      service_name: `${term('zh', 'reportKind', kind)} / ${term('en', 'reportKind', kind)}`,
      description: '',
      metadata: false,
      type: 'realtime',
      keywords: '',
      group: '环境违法举报 / Reports of pollution',
    }))

/** GET discovery: where the service is and what it speaks. */
export function open311Discovery() {
  const site = config().SITE_URL
  const formats = ['application/json', 'text/xml']
  return {
    changeset: '2026-11-26T00:00:00+08:00',
    contact: `${site}/report`,
    key_service: `${site}/account/keys`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${site}/open311/v2`,
        changeset: '2026-11-26T00:00:00+08:00',
        type: 'production',
        formats,
      },
    ],
  }
}

/** A report as GeoReport v2 tells of it. The place that was sent is sealed and not told again. */
export function open311Request(report: OwnReport) {
  const isOpen = report.state === 'received' || report.state === 'accepted'
  const due = report.state === 'received' ? report.acceptDueOn : report.state === 'accepted' ? report.handleDueOn : null
  const state = `${term('zh', 'reportState', report.state)} / ${term('en', 'reportState', report.state)}`
  return {
    service_request_id: report.handle,
    status: isOpen ? 'open' : 'closed',
    status_notes: report.publicOutcome ?? state,
    service_name: term('zh', 'reportKind', report.kind),
    service_code: report.kind,
    description: null,
    agency_responsible: report.regionNameZh,
    service_notice: null,
    requested_datetime: report.receivedAt.toISOString(),
    updated_datetime: report.concludedOn ? `${report.concludedOn}T00:00:00+08:00` : null,
    expected_datetime: due ? `${due}T23:59:59+08:00` : null,
    address: null,
    address_id: null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  }
}

type Value = string | number | boolean | null
/** A list of flat records, or one, as GeoReport's XML. `names`: of the list and of one of its members. */
export function open311Xml(
  names: readonly [list: string, one: string],
  records: readonly Record<string, Value>[],
): string {
  const [list, one] = names
  const fields = (record: Record<string, Value>) =>
    Object.entries(record)
      .map(([name, value]) => (value === null ? `<${name}/>` : `<${name}>${escaped(String(value))}</${name}>`))
      .join('')
  return `<?xml version="1.0" encoding="utf-8"?>\n<${list}>${records.map((record) => `<${one}>${fields(record)}</${one}>`).join('')}</${list}>\n`
}

const escaped = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string)
