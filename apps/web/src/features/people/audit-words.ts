const words: Record<string, string> = {
  'api-key.created': 'made an API key',
  'api-key.revoked': 'revoked an API key',
  'annotator.paused': 'paused an annotator',
  'annotator.resumed': 'let an annotator rate again',
  'console.set': 'changed what the console is held against',
  'gold.created': 'made golds',
  'gold.retired': 'retired a gold',
  'qualification.asked-again': 'asked somebody to qualify after all',
  'qualification.attempt-granted': 'granted another attempt to qualify',
  'qualification.changed': 'changed the qualification',
  'qualification.waived': 'let somebody off the qualification',
  'ratings.requeued': 're-queued the work of an annotator',
  'guideline.created': 'wrote guidelines',
  'rating-form.created': 'changed the rating form',
  'task.adjudicated': 'decided a pair',
  'invitation.accepted': 'accepted an invitation',
  'invitation.created': 'invited',
  'invitation.revoked': 'took back an invitation',
  'batch.changed': 'changed a batch',
  'member.changed': 'changed a member',
  'member.removed': 'removed a member',
  'password.changed': 'changed the password',
  'password.reset': 'set a new password by a link',
  'password.reset-issued': 'made a password link',
  'project.changed': 'changed the project',
  'project.created': 'made the project',
  'run.cancel': 'cancelled a run',
  'session.closed': 'signed out',
  'session.opened': 'signed in',
  'session.revoked': 'ended a session',
  'setup.admin-created': 'made the first account',
  'user.changed': 'changed an account',
};

/** What an entry of the log says was done; an action without words here is told by its code. */
export function auditWords(action: string): string {
  return words[action] ?? action;
}
