/** Why a rating that nothing else keeps is not with the server: no answer, no session, or a refusal in its words. */
type Reason = { kind: 'silent' | 'sign-in' } | { kind: 'refused'; code: string; detail: string };

export class Unsent extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.kind === 'refused' ? reason.detail : reason.kind);
    this.name = 'Unsent';
    this.reason = reason;
  }
}
