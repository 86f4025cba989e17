/** P(X >= `least`) for X of `n` independent trials that each succeed with probability `p` in 0..1: exact, by its sum. */
export function binomialTail(n: number, least: number, p: number): number {
  if (least <= 0) return 1;
  if (least > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = Math.log(p) - Math.log1p(-p);
  // Logarithms: at n = 2,000 the terms themselves are too small for a double.
  let logTerm = n * Math.log1p(-p);
  let tail = 0;
  for (let k = 0; k <= n; k += 1) {
    if (k >= least) tail += Math.exp(logTerm);
    logTerm += Math.log(n - k) - Math.log(k + 1) + odds;
  }
  return Math.min(1, tail);
}
