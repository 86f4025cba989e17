import type { KeyScope, ProjectRole } from './roles.ts';

/**
 * Who may call an operation.
 * - anyone: no login needed.
 * - signed-in: any user.
 * - admin: the deployment's admins.
 * - member: members of the project in the path with one of `roles`; admins count as leads.
 * `key` is the scope an API key needs; null keeps keys out altogether.
 */
export type AccessRule =
  | { who: 'anyone' }
  | { who: 'signed-in'; key: KeyScope | null }
  | { who: 'admin'; key: KeyScope | null }
  | { who: 'member'; roles: readonly ProjectRole[]; key: KeyScope | null };

const anyone: AccessRule = { who: 'anyone' };
const signedIn = (key: KeyScope | null): AccessRule => ({ who: 'signed-in', key });
const admin = (key: KeyScope | null): AccessRule => ({ who: 'admin', key });
const member = (key: KeyScope | null, ...roles: ProjectRole[]): AccessRule => ({ who: 'member', roles, key });

const everyMember = ['lead', 'engineer', 'annotator', 'viewer'] as const;
/** Those who may see which model wrote what. An annotator is not among them. */
const insight = ['lead', 'engineer', 'viewer'] as const;
const raters = ['lead', 'engineer', 'annotator'] as const;

/** One row for each operation of the API. An operation without a row stops the server from starting. */
export const access: Record<string, AccessRule> = {
  // platform
  getHealth: anyone,
  getReadiness: anyone,
  getMetrics: admin('read'),
  getOpenapi: signedIn('read'),
  getPlatform: signedIn('read'),
  // set-up, session, own account
  getSetup: anyone,
  createFirstAdmin: anyone,
  signIn: anyone,
  signOut: signedIn(null),
  getMe: signedIn('read'),
  updateMe: signedIn(null),
  getMyRatingKeys: signedIn('read'),
  setMyRatingKeys: signedIn(null),
  changePassword: signedIn(null),
  listMySessions: signedIn(null),
  revokeMySession: signedIn(null),
  getInvitation: anyone,
  acceptInvitation: anyone,
  getPasswordReset: anyone,
  resetPassword: anyone,
  listApiKeys: signedIn(null),
  createApiKey: signedIn(null),
  revokeApiKey: signedIn(null),
  // deployment
  listUsers: admin(null),
  updateUser: admin(null),
  createPasswordReset: admin(null),
  listDeploymentInvitations: admin(null),
  createDeploymentInvitation: admin(null),
  revokeDeploymentInvitation: admin(null),
  listAuditLog: admin(null),
  // projects and their people
  listProjects: signedIn('read'),
  createProject: admin('write'),
  getProject: member('read', ...everyMember),
  getProjectOverview: member('read', ...insight),
  updateProject: member('write', 'lead'),
  listMembers: member('read', 'lead', 'engineer', 'viewer'),
  updateMember: member(null, 'lead'),
  removeMember: member(null, 'lead'),
  listInvitations: member(null, 'lead'),
  createInvitation: member(null, 'lead'),
  revokeInvitation: member(null, 'lead'),
  listGuidelines: member('read', ...everyMember),
  createGuideline: member('write', 'lead'),
  listGuidelineReaders: member('read', ...insight),
  listRatingForms: member('read', ...everyMember),
  createRatingForm: member('write', 'lead'),
  // prompts
  previewImport: member('write', 'lead', 'engineer'),
  createImport: member('write', 'lead', 'engineer'),
  listImports: member('read', ...insight),
  getImport: member('read', ...insight),
  listPrompts: member('read', ...insight),
  listPromptFacets: member('read', ...insight),
  getPrompt: member('read', ...insight),
  // snapshots
  previewSnapshot: member('read', ...insight),
  createSnapshot: member('write', 'lead', 'engineer'),
  listSnapshots: member('read', ...insight),
  getSnapshot: member('read', ...insight),
  listSnapshotRows: member('read', ...insight),
  downloadSnapshot: member('read', 'lead', 'engineer'),
  // models
  listModels: member('read', ...insight),
  createModel: member('write', 'engineer', 'lead'),
  getModelVersion: member('read', ...insight),
  createModelVersion: member('write', 'engineer', 'lead'),
  prepareModelVersion: member('write', 'engineer', 'lead'),
  setAlias: member('write', 'engineer', 'lead'),
  // lineage
  getLineage: member('read', ...insight),
  // runs
  listRuns: member('read', ...insight),
  previewRun: member('read', 'engineer', 'lead'),
  createRun: member('write', 'engineer', 'lead'),
  getRun: member('read', ...insight),
  updateRun: member('write', 'engineer', 'lead'),
  cancelRun: member('write', 'engineer', 'lead'),
  listPipelines: member('read', ...insight),
  previewPipeline: member('read', 'engineer', 'lead'),
  createPipeline: member('write', 'engineer', 'lead'),
  getPipeline: member('read', ...insight),
  cancelPipeline: member('write', 'engineer', 'lead'),
  getRunDocument: member('read', ...insight),
  readRunDocument: member('read', 'engineer', 'lead'),
  streamRun: member('read', ...insight),
  listRunMetrics: member('read', ...insight),
  listRunHistograms: member('read', ...insight),
  listRunResponses: member('read', ...insight),
  listRunSamples: member('read', ...insight),
  // batches
  listBatches: member('read', ...insight),
  previewBatch: member('read', 'lead', 'engineer'),
  createBatch: member('write', 'lead'),
  getBatch: member('read', ...insight),
  updateBatch: member('write', 'lead'),
  getBatchProgress: member('read', ...insight),
  getBatchStatistics: member('read', ...insight),
  computeBatchStatistics: member('write', 'lead', 'engineer'),
  // quality
  listGolds: member('read', 'lead'),
  listGoldProposals: member('read', 'lead'),
  createGolds: member('write', 'lead'),
  createAttentionCheck: member('write', 'lead'),
  retireGold: member('write', 'lead'),
  listBatchPeople: member('read', 'lead'),
  pauseAnnotator: member('write', 'lead'),
  resumeAnnotator: member('write', 'lead'),
  requeueRatings: member('write', 'lead'),
  // qualification
  getQualification: member('read', 'lead'),
  setQualification: member('write', 'lead'),
  listQualificationCandidates: member('read', 'lead'),
  listQualificationPeople: member('read', 'lead'),
  listQualificationAnswers: member('read', 'lead'),
  grantQualificationAttempt: member('write', 'lead'),
  waiveQualification: member('write', 'lead'),
  // the lead's console
  getConsole: member('read', 'lead'),
  listConsolePeople: member('read', 'lead'),
  getConsoleTimes: member('read', 'lead'),
  listConsoleBatches: member('read', 'lead'),
  getConsolePay: member('read', 'lead'),
  exportConsole: member('read', 'lead'),
  getConsoleSettings: member('read', 'lead'),
  updateConsoleSettings: member('write', 'lead'),
  listRatings: member('read', 'lead'),
  exportRatings: member('read', 'lead'),
  getOverlapCost: member('read', 'lead'),
  // arena
  listMatchups: member('read', ...insight),
  getMatchup: member('read', ...insight),
  listBattles: member('read', ...insight),
  // rating
  getRatingQueue: member('read', ...raters),
  claimTasks: member(null, ...raters),
  renewLease: member(null, ...raters),
  releaseLease: member(null, ...raters),
  submitRating: member(null, ...raters),
  listDisagreements: member('read', 'lead'),
  adjudicateTask: member('write', 'lead'),
  listMyRatings: member('read', ...raters),
  acknowledgeGuideline: member(null, ...raters),
  setSensitiveTopics: member(null, ...raters),
  getMyQualification: member('read', ...raters),
  stepQualification: member(null, ...raters),
  answerQualification: member(null, ...raters),
};
