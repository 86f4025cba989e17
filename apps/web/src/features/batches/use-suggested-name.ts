import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { modelsQuery } from '../../lib/models-query.ts';
import { suggestName } from '../../lib/suggest-name.ts';
import { answeringVersions, versionName } from '../../lib/versions.ts';
import { batchesQuery, type Composition, runNameQuery } from './batches-query.ts';

/** A name for what is being composed, empty where nothing tells one: "B v2 against A v1", "Answers of generate 3". */
export function useSuggestedName(project: string, { pairing, filter }: Composition): string {
  const runId = filter?.runIds?.length === 1 ? filter.runIds[0] : undefined;
  const models = useQuery(modelsQuery(project));
  const run = useQuery({ ...runNameQuery(project, runId ?? ''), enabled: runId !== undefined });
  const batches = useInfiniteQuery(batchesQuery(project));
  if (!batches.data) return '';
  const taken = batches.data.pages.flatMap(({ items }) => items.map(({ name }) => name));
  if (pairing.kind === 'across') {
    // In the order of the list, the version that was made last first.
    const [newer, older] = answeringVersions(models.data?.items ?? []).filter(({ id }) =>
      pairing.versions.includes(id),
    );
    return newer && older ? suggestName(`${versionName(newer)} against ${versionName(older)}`, taken) : '';
  }
  return run.data ? suggestName(`Answers of ${run.data}`, taken) : '';
}
