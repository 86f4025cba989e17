/** What one rater said of a task, and the chance in 0..1 that they are right, by their record. */
export type Vote<Class extends string> = { verdict: Class; accuracy: number };

/** So that no record makes one vote a certainty. */
const mostAccurate = 0.98;

/**
 * The posterior over the true class of a task, in the order of `classes` (two or more). Every class is as likely
 * before, raters err independently of each other, and an error falls evenly on `spread` other classes, at most all
 * of them (Dawid and Skene, Applied Statistics 1979, with one accuracy for each rater). A spread below the number of
 * other classes is caution: each rival is then held to draw 1 / spread of all errors, as a likely one may.
 *
 * Whoever is no better than chance says nothing: a vote is never read as its opposite. Votes for a class that is not
 * listed are left out.
 */
export function posteriorOf<Class extends string>(
  classes: readonly Class[],
  votes: readonly Vote<Class>[],
  spread: number,
): Map<Class, number> {
  const rivals = Math.min(spread, classes.length - 1);
  const evidence = new Map(classes.map((name) => [name, 0]));
  for (const { verdict, accuracy } of votes) {
    const known = evidence.get(verdict);
    if (known === undefined) continue;
    const right = Math.max(1 / (1 + rivals), Math.min(mostAccurate, accuracy));
    evidence.set(verdict, known + Math.log((right * rivals) / (1 - right)));
  }
  const most = Math.max(...evidence.values());
  const weights = [...evidence].map(([name, log]) => [name, Math.exp(log - most)] as const);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return new Map(weights.map(([name, weight]) => [name, weight / sum]));
}
