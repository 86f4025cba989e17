import type { DeploymentRole, ProjectRole } from '@prefloop/contract';
import { common } from './i18n/en/common.ts';

/** What each role is for, in the order of choice. */
export const projectRoles: readonly { value: ProjectRole; label: string; does: string }[] = [
  { value: 'annotator', label: 'Annotator', does: 'Rates. Sees nothing that tells which model wrote what.' },
  {
    value: 'lead',
    label: 'Lead',
    does: 'Runs the labeling: people, guidelines, batches, and all an engineer does.',
  },
  { value: 'engineer', label: 'Engineer', does: 'Imports, generates, trains, compares, promotes.' },
  { value: 'viewer', label: 'Viewer', does: 'Sees everything and changes nothing.' },
];

export const deploymentRoles: readonly { value: DeploymentRole; label: string; does: string }[] = [
  { value: 'member', label: 'Member', does: 'Sees the projects they are a member of.' },
  { value: 'admin', label: 'Admin', does: 'Makes projects, manages accounts, and leads every project.' },
];

/** What a role is called, for pages that are in English only. */
export function roleLabel(role: ProjectRole | DeploymentRole): string {
  return common.roleTitles[role];
}
