/** Supervision orders, the newest first (`?kind=…&state=…&region=…&overdue=yes`): the same as /monitoring/orders.json. */
export { GET } from '#src/pages/monitoring/orders.json.ts'
