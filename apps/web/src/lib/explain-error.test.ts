import { ApiError } from '@prefloop/sdk';
import { expect, it } from 'vitest';
import { explainError, fieldErrors } from './explain-error.ts';

const refusal = (status: number, issues?: { path: string; message: string }[]) =>
  new ApiError({
    type: 'urn:prefloop:error:name_taken',
    title: 'name taken',
    status,
    code: 'NAME_TAKEN',
    detail: 'There is a project with this address.',
    requestId: 'abc123',
    ...(issues ? { issues } : {}),
  });

it('tells a refusal in the words of the server, with what to do and the id of the request', () => {
  const told = explainError(refusal(409));
  expect(told).toMatchObject({
    what: 'Name taken',
    why: 'There is a project with this address.',
    requestId: 'abc123',
  });
  expect(told.next).not.toBe('');
});

it('asks to try again where the fault is not with the person', () => {
  expect(explainError(refusal(500)).next).toMatch(/^Try again/);
});

it('knows a request that got no answer', () => {
  const error = new TypeError('Failed to fetch');
  expect(explainError(error, () => true).what).toBe('The server does not answer');
  expect(explainError(error, () => false).what).toBe('You are offline');
});

it('tells whatever else was thrown', () => {
  expect(explainError(new Error('x is undefined')).why).toBe('x is undefined');
  expect(explainError('odd').why).toBe('odd');
});

it('gives the faults of a form by field', () => {
  const error = refusal(400, [
    { path: 'body/email', message: 'is not an e-mail address' },
    { path: 'body/scopes/0', message: 'is unknown' },
  ]);
  expect(fieldErrors(error)).toEqual({ email: 'is not an e-mail address', 'scopes.0': 'is unknown' });
  expect(fieldErrors(new Error('other'))).toEqual({});
});
