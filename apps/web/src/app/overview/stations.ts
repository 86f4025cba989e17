import type { ProjectRole } from '@prefloop/contract';
import type { components } from '@prefloop/sdk';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { actions, type PaletteAction, type ProjectPath, rail } from '../nav.ts';

type Overview = components['schemas']['ProjectOverview'];

export type Station = {
  name: string;
  count: number;
  note: string;
  /** The page that shows them, where there is one for this role. */
  to: ProjectPath | null;
  /** What makes the first ones, where this role may do it: an action, or a page that is one, as Rate is. */
  action: Pick<PaletteAction, 'label' | 'to' | 'search'> | null;
};

/** The stations of the loop in its order, with what stands there and what leads on. */
export function stationsOf(overview: Overview, role: ProjectRole): Station[] {
  const { prompts, responses, tasks, ratings, snapshots, runs, models } = overview;
  const station = (name: string, count: number, note: string, page: string, action: string): Station => ({
    name,
    count,
    note,
    to: rail.find((entry) => entry.label === page && entry.roles.includes(role))?.to ?? null,
    action:
      [...actions, ...rail].find((entry) => entry.label === action && entry.roles.includes(role)) ?? null,
  });
  return [
    station(
      'Prompts',
      prompts.total,
      `${formatCount(prompts.withReference)} with a reference answer`,
      'Prompts',
      'Import prompts',
    ),
    station(
      'Responses',
      responses.total,
      `by ${formatPlural(responses.versions, 'model version')}`,
      'Prompts',
      'Generate responses',
    ),
    station('Tasks', tasks.total, wantedNote(tasks.wanted), 'Batches', 'Release a batch'),
    station(
      'Ratings',
      ratings.total,
      `by ${formatPlural(ratings.annotators, 'annotator')}`,
      'Batches',
      'Rate',
    ),
    station('Snapshots', snapshots.total, 'frozen data sets', 'Snapshots', 'Freeze a snapshot'),
    station('Training runs', runs.total, runsNote(runs), 'Runs', 'Train a model'),
    station(
      'Model versions',
      models.ready,
      `${formatCount(models.trained)} trained here`,
      'Models',
      'Register a model',
    ),
  ];
}

function wantedNote(wanted: number): string {
  return wanted === 0 ? 'no ratings wanted now' : `${formatPlural(wanted, 'rating')} still wanted`;
}

function runsNote({ active, failed }: Overview['runs']): string {
  return `${formatCount(active)} under way, ${formatCount(failed)} failed`;
}
