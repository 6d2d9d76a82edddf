/** The columns of an association's sheet; headers are found by any of their names. */
export const batchColumns = [
  { field: 'reference', names: ['编号', '自编号', '序号', 'reference', 'no.', 'no'] },
  { field: 'kind', names: ['类别', '举报类别', '种类', 'kind', 'category'] },
  { field: 'words', names: ['事实', '问题描述', '情况说明', '内容', 'words', 'facts', 'description'] },
  { field: 'place', names: ['地点', '位置', '地址', 'place', 'address'] },
  { field: 'longitudeDeg', names: ['经度', 'longitude', 'lng', 'long', 'lon'] },
  { field: 'latitudeDeg', names: ['纬度', 'latitude', 'lat'] },
  { field: 'seen', names: ['发现时间', '时间', 'seen', 'when', 'date'] },
  { field: 'enterprise', names: ['排污单位', '企业', '企业名称', '统一社会信用代码', 'enterprise', 'company'] },
  { field: 'wantsCredit', names: ['公开署名', '署名', 'credit'] },
] as const

export type BatchField = (typeof batchColumns)[number]['field']
