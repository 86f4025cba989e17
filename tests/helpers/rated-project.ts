import { type Db, type Project, schema } from '@prefloop/db';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { addBatch, makeGold, type TestBatch } from './rating.ts';
import { addAnnotator } from './verdicts.ts';

/** Numbers in [0, 1), the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export type RatedProject = { batches: TestBatch[]; people: string[] };

/**
 * Three batches, the last one imported, that four people rated over the last 40 days in every way there is: verdicts of
 * all kinds, skips, flags, late and voided ratings, golds answered right and wrong, with and without an active time. The
 * usual names are ones that a spreadsheet would run.
 */
export async function addRatedProject(
  db: Db,
  project: Project,
  names: { people: string[]; second: string } = { people: ['=Ada', 'Ben', 'cyd', 'Dan'], second: '+Second' },
): Promise<RatedProject> {
  const random = numbers(4_711);
  const pick = <const T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const people = await Promise.all(names.people.map((name) => addAnnotator(db, project.id, name)));
  const composition = { pairing: { kind: 'all' }, filter: {}, seed: 0 };
  const batches = [
    await addBatch(db, project.id, {
      tasks: 40,
      overlap: 4,
      name: 'First',
      minimumActiveMs: 3_000,
      composition,
    }),
    await addBatch(db, project.id, {
      tasks: 30,
      overlap: 4,
      name: names.second,
      status: 'closed',
      composition,
    }),
    await addBatch(db, project.id, { tasks: 10, overlap: 4, name: 'Imported', status: 'closed' }),
  ];
  for (const taskId of batches[0]?.taskIds.slice(0, 6) ?? []) await makeGold(db, taskId);
  const rows = batches.flatMap((batch, at) =>
    batch.taskIds.flatMap((taskId, n) =>
      people.flatMap((annotatorId) => {
        if (random() < 0.15) return [];
        const gold = at === 0 && n < 6;
        const imported = at === 2;
        const verdict = pick([
          'preference',
          'preference',
          'preference',
          'tie',
          'both_good',
          'both_bad',
          'skip',
        ]);
        const skip = verdict === 'skip';
        const fate = skip || imported ? 'counted' : pick(['counted', 'counted', 'counted', 'late', 'voided']);
        const createdAt = new Date(Date.now() - Math.floor(random() ** 2 * 40 * 86_400_000));
        const row: typeof schema.ratings.$inferInsert = {
          id: v7(),
          projectId: project.id,
          batchId: batch.id,
          taskId,
          annotatorId,
          verdict,
          ...(verdict === 'preference' ? { strength: pick([-3, -1, 2, 3]), scale: 7 } : {}),
          ...(skip ? { skipReason: 'too-long' } : {}),
          counted: !skip && fate === 'counted',
          surplus: fate === 'late',
          voidedAt: fate === 'voided' && !gold ? new Date() : null,
          goldRight: gold && !skip ? random() < 0.7 : null,
          shownOrder: imported
            ? null
            : pick([
                [0, 1],
                [1, 0],
              ]),
          flags: random() < 0.1 ? ['broken', 'harmful'] : [],
          activeMs: imported || random() < 0.1 ? null : Math.floor(1_000 + random() * 60_000),
          comment: random() < 0.1 ? '-2+3, "quoted"' : null,
          createdAt,
        };
        return [row];
      }),
    ),
  );
  await db.insert(schema.ratings).values(rows);
  await db.execute(sql`
    update tasks t set done = said.done,
      status = case when t.overlap is not null and said.done >= 4 then 'done' else t.status end
    from (select task_id, count(*) filter (where counted and voided_at is null) as done from ratings group by 1) said
    where said.task_id = t.id and t.project_id = ${project.id}`);
  return { batches, people };
}
