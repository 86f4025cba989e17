/** Postgres is starting or stopping, has no connection left, or gave up waiting for a lock or a long statement. */
const states = new Set([
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
]);
const sockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** What pg says without a code: no connection came free in time, or the one at work broke. */
const words = /^(?:timeout exceeded when trying to connect|Connection terminated)/;

/** Whether a failure is that of a database too busy or away: the same may work a moment later. */
export function isUnreachable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (states.has(code) || sockets.has(code) || words.test(at.message)) return true;
  }
  return false;
}
