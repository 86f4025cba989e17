import type { ProjectNames } from '@prefloop/db';

type Version = ProjectNames['versions'][number];
type Named = { id: string } | { fault: string };

const labelOf = ({ model, version }: Version): string => `${model} v${version}`;

/** A version as a document names it; one that has no name any more by its id. */
export function versionName(names: ProjectNames, id: string): string {
  const version = names.versions.find((known) => known.id === id);
  return version ? labelOf(version) : id;
}

export function snapshotName(names: ProjectNames, id: string): string {
  const found = names.snapshots.find((known) => known.id === id);
  // A name that is the id of another one would be read as such.
  return found && !names.snapshots.some((other) => other.id === found.name) ? found.name : id;
}

/** A version by "model v2", by an alias such as champion, or by its id. */
export function findVersion(names: ProjectNames, text: string): Named {
  const { versions } = names;
  const found =
    versions.find(({ id }) => id === text) ??
    versions.find((version) => labelOf(version) === text) ??
    versions.find(({ aliases }) => aliases.includes(text));
  if (found) return found;
  const ofModel = versions.filter(({ model }) => model === text).map(labelOf);
  if (ofModel.length > 0) return { fault: `leaves open which version. Write ${either(ofModel)}.` };
  if (isId(text)) return { id: text };
  const known = versions.flatMap((version) => [labelOf(version), ...version.aliases]);
  const near = nearest(text, known);
  return {
    fault: `is no model version of this project. ${near === null ? 'Write it as in "SmolLM2 v1".' : `Did you mean "${near}"?`}`,
  };
}

/** A snapshot by its name or its id. */
export function findSnapshot(names: ProjectNames, text: string): Named {
  const { snapshots } = names;
  const found = snapshots.find(({ id }) => id === text) ?? snapshots.find(({ name }) => name === text);
  if (found) return found;
  if (isId(text)) return { id: text };
  const known = snapshots.map(({ name }) => name);
  const near = nearest(text, known);
  return {
    fault: `is no snapshot of this project. ${near === null ? 'The page Snapshots lists them.' : `Did you mean "${near}"?`}`,
  };
}

/** An id that nobody has is left to the preflight, which says what it misses. */
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

function either(labels: string[]): string {
  return labels
    .slice(0, 3)
    .map((label) => `"${label}"`)
    .join(' or ');
}

/** The known word that is likely meant: a slip in less than every third letter. Null where none is near. */
export function nearest(text: string, known: readonly string[]): string | null {
  const wanted = text.toLowerCase();
  const ranked = known
    .map((word) => ({ word, slips: slips(wanted, word.toLowerCase()) }))
    .sort((one, other) => one.slips - other.slips);
  const [first] = ranked;
  return first && first.slips <= Math.max(1, Math.floor(text.length / 3)) ? first.word : null;
}

/** Letters to insert, drop or change on the way from one word to the other (Levenshtein). */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
