import type { ProjectRole } from '@prefloop/contract';
import {
  type Icon,
  IconBook,
  IconBox,
  IconFolders,
  IconGauge,
  IconHome,
  IconMessages,
  IconPlayerPlay,
  IconScale,
  IconSettings,
  IconSnowflake,
  IconStack2,
  IconTrophy,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { english } from '../lib/i18n/en/index.ts';

type Path = NonNullable<LinkProps['to']>;

/** Addresses below a project that need nothing but the project. */
export type ProjectPath = Extract<Path, `/p/$project${string}`>;

/** Known in the code by its English name, which is the key of what it is called on screen. */
type RailLabel = keyof (typeof english.shell)['rail'];

export type RailEntry = {
  label: RailLabel;
  to: ProjectPath;
  icon: Icon;
  /** Who sees it: those whom the API lets in. */
  roles: readonly ProjectRole[];
};

/** Addresses that need nothing at all. */
type PlainPath = Exclude<Extract<Path, `/${string}`>, `${string}$${string}`>;

export type DeploymentEntry = { label: RailLabel; to: PlainPath; icon: Icon; admin?: true };

export type PaletteAction = {
  /** Begins with its verb: "Invite someone". */
  label: string;
  /** Says what happens, in a few words; searched too. */
  description: string;
  to: ProjectPath;
  /** Search parameters that open the action on its page. */
  search?: Record<string, string | number | boolean>;
  roles: readonly ProjectRole[];
};

const everyone = ['lead', 'engineer', 'annotator', 'viewer'] as const;
/** Those who may see which model wrote what. */
const insight = ['lead', 'engineer', 'viewer'] as const;
const raters = ['lead', 'engineer', 'annotator'] as const;

/** Pages of a project in the rail and the palette, in this order. Only pages that exist. */
export const rail: readonly RailEntry[] = [
  { label: 'Overview', to: '/p/$project', icon: IconHome, roles: everyone },
  { label: 'Console', to: '/p/$project/console', icon: IconGauge, roles: ['lead'] },
  { label: 'Rate', to: '/p/$project/rate', icon: IconScale, roles: raters },
  { label: 'Batches', to: '/p/$project/batches', icon: IconStack2, roles: insight },
  { label: 'Prompts', to: '/p/$project/prompts', icon: IconMessages, roles: insight },
  { label: 'Snapshots', to: '/p/$project/snapshots', icon: IconSnowflake, roles: insight },
  { label: 'Runs', to: '/p/$project/runs', icon: IconPlayerPlay, roles: insight },
  { label: 'Models', to: '/p/$project/models', icon: IconBox, roles: insight },
  { label: 'Arena', to: '/p/$project/arena', icon: IconTrophy, roles: insight },
  { label: 'Guidelines', to: '/p/$project/guidelines', icon: IconBook, roles: everyone },
  { label: 'People', to: '/p/$project/people', icon: IconUsers, roles: insight },
  { label: 'Settings', to: '/p/$project/settings', icon: IconSettings, roles: ['lead'] },
];

/** What a role can do, for the palette. */
export const actions: readonly PaletteAction[] = [
  {
    label: 'Import prompts',
    description: 'Prompts, demonstrations or rated pairs from a file',
    to: '/p/$project/prompts/import',
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Release a batch',
    description: 'Responses for people to compare, grade or rank',
    to: '/p/$project/batches/new',
    roles: ['lead'],
  },
  {
    label: 'Freeze a snapshot',
    description: 'Ratings or demonstrations as a data set that never changes',
    to: '/p/$project/snapshots/new',
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Generate responses',
    description: 'A run in which models answer prompts',
    to: '/p/$project/runs/new',
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Score responses',
    description: 'A run in which reward models score responses, to choose pairs by',
    to: '/p/$project/runs/new',
    search: { method: 'score' },
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Train a model',
    description: 'A run that learns from a snapshot: reward model, DPO, KTO, PPO and others',
    to: '/p/$project/runs/new',
    search: { method: 'reward' },
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Launch a pipeline',
    description: 'Fine-tuning, a reward model, methods upon them and a comparison, as one launch',
    to: '/p/$project/runs/pipelines/new',
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Evaluate models',
    description: 'Models answer held-out prompts; a reward model tells how often each is above the baseline',
    to: '/p/$project/runs/new',
    search: { method: 'evaluate' },
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Compare two versions',
    description: 'Two versions answer, people rate blind, the arena counts',
    to: '/p/$project/arena',
    search: { compare: true },
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Promote a version',
    description: 'Make a model version the champion, on its page',
    to: '/p/$project/models',
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Register a model',
    description: 'Bundled, a local folder, from the Hub, or an endpoint',
    to: '/p/$project/models',
    search: { register: true },
    roles: ['lead', 'engineer'],
  },
  {
    label: 'Trace the lineage',
    description: 'From prompts and ratings to the model, and back',
    to: '/p/$project/lineage',
    roles: insight,
  },
  {
    label: 'Invite someone',
    description: 'A link by which one person joins this project',
    to: '/p/$project/people',
    search: { invite: true },
    roles: ['lead'],
  },
  {
    label: 'Edit the guidelines',
    description: 'What annotators are told, as a new version',
    to: '/p/$project/guidelines',
    search: { edit: true },
    roles: ['lead'],
  },
  {
    label: 'Decide disagreements',
    description: 'Pairs that people could not agree on',
    to: '/p/$project/decide',
    roles: ['lead'],
  },
  {
    label: 'Set the qualification',
    description: 'What whoever rates has to pass first, and who has',
    to: '/p/$project/qualification',
    roles: ['lead'],
  },
  {
    label: 'Look up ratings',
    description: 'What people said, one by one, by person, batch, verdict, mark or day',
    to: '/p/$project/ratings',
    roles: ['lead'],
  },
  {
    label: 'Pay and hours',
    description: 'What each person did and what it is worth, as a file',
    to: '/p/$project/console',
    roles: ['lead'],
  },
  {
    label: 'Change the rating form',
    description: 'Its scale, reasons to skip, flags and comments, as a new version',
    to: '/p/$project/form',
    search: { edit: true },
    roles: ['lead'],
  },
  {
    label: 'Rating form',
    description: 'What annotators are asked, version by version',
    to: '/p/$project/form',
    roles: insight,
  },
];

/** Pages outside of any project. */
export const deploymentRail: readonly DeploymentEntry[] = [
  { label: 'Projects', to: '/projects', icon: IconFolders },
  { label: 'Users', to: '/users', icon: IconUsers, admin: true },
  { label: 'Account', to: '/account', icon: IconUserCircle },
];

export type DeploymentAction = {
  label: string;
  description: string;
  to: PlainPath;
  search?: Record<string, string | number | boolean>;
  admin?: true;
};

export const deploymentActions: readonly DeploymentAction[] = [
  {
    label: 'New project',
    description: 'A body of work with its own people, prompts and models',
    to: '/projects',
    search: { new: true },
    admin: true,
  },
];

/** Where a role begins: annotators with the next thing to rate, all others with the overview. */
export function landingOf(role: ProjectRole): ProjectPath {
  const rate = rail.find((entry) => entry.label === 'Rate');
  return role === 'annotator' && rate ? rate.to : '/p/$project';
}
