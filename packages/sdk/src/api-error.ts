import type { components } from './generated/api.d.ts';

export type Problem = components['schemas']['Problem'];

/** An answer from 400 up, as the problem document that came with it. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** The problem in an answer; one is made up where something in front of the API answered without it. */
export async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) return JSON.parse(text);
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'UNAVAILABLE',
    detail: `The server answered ${response.status} without saying why. Try again.`,
    requestId: response.headers.get('x-request-id') ?? '',
  };
}
