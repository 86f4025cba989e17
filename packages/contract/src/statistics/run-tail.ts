/**
 * P(a run of `length` successes or more) in `n` independent trials that each succeed with probability `p` in 0..1:
 * exact. With s(i) the chance that i trials hold none, a first such run ends at trial i with probability
 * s(i - length - 1) (1 - p) p^length (Feller, An Introduction to Probability Theory, vol. 1, XIII.7).
 */
export function runTail(n: number, length: number, p: number): number {
  if (length <= 0) return 1;
  if (length > n) return 0;
  const run = p ** length;
  const none: number[] = [];
  let has = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i === length) has += run;
    if (i > length) has += (none[i - length - 1] ?? 1) * (1 - p) * run;
    none.push(1 - has);
  }
  return Math.min(1, has);
}
