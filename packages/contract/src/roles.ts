import { z } from 'zod';

/** What a member may be in one project. */
export const projectRole = z.enum(['lead', 'engineer', 'annotator', 'viewer']).meta({ id: 'ProjectRole' });
export type ProjectRole = z.infer<typeof projectRole>;

/** What a user may be in the deployment as a whole. An admin reaches every project as a lead. */
export const deploymentRole = z.enum(['admin', 'member']).meta({ id: 'DeploymentRole' });
export type DeploymentRole = z.infer<typeof deploymentRole>;

/** What an API key may do. `read` covers GET; `write` everything its owner may do but account and people. */
export const keyScope = z.enum(['read', 'write']).meta({ id: 'KeyScope' });
export type KeyScope = z.infer<typeof keyScope>;
