import { checkInvariants } from '@prefloop/db';
import { storedRatings } from '../helpers/desk.ts';
import { ownBrowser } from '../helpers/own-browser.ts';
import type { BenchResult, Report } from './bench.ts';
import { faults } from './outbox/faults.ts';
import { type House, openHouse } from './outbox/house.ts';
import { type Given, sitDown } from './outbox/sitting.ts';

const wanted = Number(process.env.PREFLOOP_BENCH_RATINGS ?? 200);
/** Ratings in peace before each fault. */
const between = 4;

const strengths: Record<Given['key'], number | null> = {
  1: -3,
  2: -2,
  3: -1,
  4: null,
  5: 1,
  6: 2,
  7: 3,
};

/**
 * One person in a real browser gives ratings by key while one kind of fault strikes again and again; counted is what
 * the screen said was given and how much of it the server has in the end: once, as it was said. Some minutes a fault,
 * since nothing takes a key in the first 400 ms of a pair.
 */
export async function run(report: Report): Promise<BenchResult> {
  const only = process.env.PREFLOOP_BENCH_FAULTS?.split(',');
  const house = await openHouse();
  const figures: Record<string, number> = {};
  try {
    for (const [name, strike] of Object.entries(faults)) {
      if (only && !only.includes(name)) continue;
      const begin = performance.now();
      const browsers = await ownBrowser();
      // As many again as others may take away.
      const seat = await house.seat(name, wanted * 3);
      const sitting = await sitDown(house, seat, browsers, wanted);
      let strikes = 0;
      try {
        while (sitting.given.length < wanted) {
          await sitting.rate(between);
          // With nothing left to give, some faults would wait for ratings that nobody gives.
          if (sitting.given.length >= wanted) break;
          await strike(sitting);
          strikes += 1;
          report(`${name}: ${sitting.given.length} of ${wanted}`);
        }
        await sitting.leave();
      } finally {
        await browsers.close();
      }
      const seconds = (performance.now() - begin) / 1_000;
      const found = await compare(house, seat.project.id, sitting.given);
      Object.assign(figures, { [`${name}_given`]: sitting.given.length, [`${name}_strikes`]: strikes });
      for (const [key, value] of Object.entries(found)) figures[`${name}_${key}`] = value;
      report(`${name}: ${JSON.stringify(found)} after ${strikes} strikes, ${seconds.toFixed(0)} s`);
    }
    figures.broken_invariants = (await checkInvariants(house.pool)).length;
    return { name: 'outbox', figures };
  } finally {
    await house.close();
  }
}

/**
 * Ratings that were given and are not there, that are there more often than they were given, pairs that say something
 * else than was said last, and ratings that nobody gave. A pair may be given twice: a second tab still shows it, as
 * rated, and another key replaces the first.
 */
async function compare(house: House, projectId: string, given: readonly Given[]) {
  const all = await storedRatings(house.db, projectId);
  const mine = new Map(all.filter(({ activeMs }) => activeMs !== 1).map((rating) => [rating.token, rating]));
  const counts = { lost: 0, doubled: 0, changed: 0, unknown: 0, late: 0 };
  const said = new Map<string, Given[]>();
  for (const one of given) said.set(one.token, [...(said.get(one.token) ?? []), one]);
  for (const [token, times] of said) {
    const rating = mine.get(token);
    const stored = rating?.revisions.length ?? 0;
    counts.lost += Math.max(0, times.length - stored);
    counts.doubled += Math.max(0, stored - times.length);
    const last = times.at(-1);
    if (rating && last && rating.screenStrength !== strengths[last.key]) counts.changed += 1;
  }
  for (const [token, { surplus }] of mine) {
    if (!said.has(token)) counts.unknown += 1;
    if (surplus) counts.late += 1;
  }
  return counts;
}
