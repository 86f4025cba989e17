import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import type { LineageKey } from '@prefloop/contract';
import { createProject, getLineage, migrate, openDatabase, schema } from '@prefloop/db';
import { v7 } from 'uuid';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { seedRounds } from './lineage/seed-rounds.ts';

const repeats = 5;

/** Both ways through a project of five rounds with about a million ratings and as many snapshot rows. */
export async function run(report: Report): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const opened = openDatabase(postgres.url, { max: 2 });
  try {
    await migrate(postgres.url);
    const owner = v7();
    await opened.db.insert(schema.users).values({ id: owner, name: 'Lead', email: 'lead@people.test' });
    const project = await createProject(opened.db, { slug: 'bench', name: 'Bench', createdBy: owner });
    if (!project) throw new Error('the slug bench is taken');
    report('seeding five rounds …');
    const seeded = await seedRounds(opened.pool, project.id);
    const foci: Record<string, LineageKey> = {
      version: { kind: 'version', id: seeded.versionId },
      source: { kind: 'prompts', id: seeded.source },
      batch: { kind: 'batch', id: seeded.batchId },
      snapshot: { kind: 'snapshot', id: seeded.snapshotId },
    };
    const figures: Record<string, number> = {};
    for (const [name, focus] of Object.entries(foci)) {
      report(`from the ${name} …`);
      const times: number[] = [];
      for (let n = 0; n < repeats; n += 1) {
        const began = performance.now();
        const lineage = await getLineage(opened.db, project.id, focus);
        times.push(performance.now() - began);
        figures[`${name}_nodes`] = lineage?.nodes.length ?? 0;
      }
      figures[`${name}_first_ms`] = Math.round(times[0] ?? Number.NaN);
      figures[`${name}_p50_ms`] = Math.round(quantile(times, 0.5));
    }
    return { name: 'lineage', figures };
  } finally {
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
