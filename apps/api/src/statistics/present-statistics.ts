import { type BatchFigures, type BatchStatistics, type KeptFigures, keptFigures } from '@prefloop/contract';
import type { StatisticsRow } from '@prefloop/db';

export type Names = {
  /** Of annotators, by id. */
  people: ReadonlyMap<string, string>;
  /** By the id of a task. */
  prompts: ReadonlyMap<string, { promptId: string; prompt: string }>;
};

/** The kept figures of a row; written by a worker from this very schema, but a jsonb column promises nothing. */
export function figuresOf(row: StatisticsRow | null): KeptFigures | null {
  return row?.result ? keptFigures.parse(row.result) : null;
}

export function presentStatistics(told: {
  row: StatisticsRow | null;
  votes: { ratings: number; newer: number };
  changed: boolean;
  figures: KeptFigures | null;
  names: Names;
  /** What stands between a queued computation and its start. */
  waitsFor: string | null;
}): BatchStatistics {
  const { row, votes, figures } = told;
  return {
    state: row?.state ?? 'none',
    waitsFor: row?.state === 'queued' ? told.waitsFor : null,
    error: row?.error ?? null,
    ratings: votes.ratings,
    asOf: row?.asOf?.toISOString() ?? null,
    changed: told.changed,
    ratingsSince: votes.newer,
    figures: figures && nameFigures(figures, told.names),
  };
}

/** With the names of today; a person or a task that is gone is left out. */
function nameFigures(figures: KeptFigures, { people, prompts }: Names): BatchFigures {
  const person = (id: string) => {
    const name = people.get(id);
    return name === undefined ? [] : [{ id, name }];
  };
  return {
    ...figures,
    cohen: {
      ...figures.cohen,
      pairs: figures.cohen.pairs.flatMap((pair) =>
        person(pair.first).flatMap((one) =>
          person(pair.second).map((other) => {
            // In the order of their names, as the progress of the batch lists them.
            const [first, second] = one.name <= other.name ? [one, other] : [other, one];
            return { ...pair, first, second };
          }),
        ),
      ),
    },
    annotators: figures.annotators.flatMap((row) => person(row.id).map(({ name }) => ({ ...row, name }))),
    disagreements: figures.disagreements.flatMap((row) => {
      const prompt = prompts.get(row.taskId);
      return prompt ? [{ ...row, ...prompt }] : [];
    }),
  };
}
