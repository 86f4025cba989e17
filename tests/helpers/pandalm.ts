import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = resolve(root, process.env.PREFLOOP_SHARED_DATA ?? '../shared/data', 'pandalm/testset-v1.json');

/** 0 a tie, 1 and 2 the response that is better. */
const said = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const row = z.object({
  idx: z.int(),
  cmp_key: z.string(),
  instruction: z.string(),
  input: z.string(),
  response1: z.string(),
  response2: z.string(),
  annotator1: said,
  annotator2: said,
  annotator3: said,
});
export type PandaRow = z.infer<typeof row>;

/** Letters and digits alone: what a page shows of a text has other spaces. */
const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The same for both orders of two texts. */
export const pairKey = (one: string, other: string) => [bare(one), bare(other)].toSorted().join('|');

/** Whether a text reads on screen as it stands in the file: without marks of markdown. */
const isPlain = (text: unknown): text is string =>
  typeof text === 'string' &&
  text.length <= 500 &&
  bare(text).length >= 5 &&
  !/[*_#<>|$`\\]|https?:|^\s*(\d+[.)]|[-+])\s/m.test(text);

/** Rows of PandaLM's test set that a page shows as they are, no two with the same two responses. */
export async function readPandaRows(): Promise<PandaRow[]> {
  const all = z.array(z.looseObject({ response1: z.unknown(), response2: z.unknown() }));
  const seen = new Set<string>();
  return all.parse(JSON.parse(await readFile(file, 'utf8'))).flatMap((each) => {
    if (!isPlain(each.response1) || !isPlain(each.response2)) return [];
    const key = pairKey(each.response1, each.response2);
    if (bare(each.response1) === bare(each.response2) || seen.has(key)) return [];
    seen.add(key);
    return [row.parse(each)];
  });
}
