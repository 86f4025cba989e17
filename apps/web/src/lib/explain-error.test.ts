import { ApiError } from '@prefloop/sdk';
import { expect, it } from 'vitest';
import { explainError, fieldErrors } from './explain-error.ts';
import { german } from './i18n/de/index.ts';
import { i18n } from './i18n/i18n.ts';

i18n.addResourceBundle('de', 'errors', german.errors).addResourceBundle('de', 'server', german.server);
const explain = (error: unknown, language = 'en', isOnline = () => true) =>
  explainError(error, i18n.getFixedT(language, 'errors'), i18n.getFixedT(language, 'server'), isOnline);

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
  const told = explain(refusal(409));
  expect(told).toMatchObject({
    what: 'Name taken',
    why: 'There is a project with this address.',
    requestId: 'abc123',
  });
  expect(told.next).not.toBe('');
});

it('tells a refusal by its code in another language, and in the words of the server where there is no text for it', () => {
  const invalid = new ApiError({ ...refusal(410).problem, code: 'LINK_INVALID' });
  expect(explain(invalid, 'de')).toMatchObject({
    what: 'Link ungültig',
    next: 'Um einen neuen Link bitten.',
  });
  expect(explain(refusal(409), 'de')).toMatchObject({
    what: 'Name taken',
    why: 'There is a project with this address.',
  });
  // What looks like a placeholder in the words of the server stays as it is.
  const odd = new ApiError({ ...refusal(409).problem, detail: 'No {{x}} and no $t(close)' });
  expect(explain(odd, 'de').why).toBe('No {{x}} and no $t(close)');
});

it('asks to try again where the fault is not with the person', () => {
  expect(explain(refusal(500)).next).toMatch(/^Try again/);
});

it('knows a request that got no answer', () => {
  const error = new TypeError('Failed to fetch');
  expect(explain(error).what).toBe('The server does not answer');
  expect(explain(error, 'en', () => false).what).toBe('You are offline');
});

it('tells whatever else was thrown', () => {
  expect(explain(new Error('x is undefined')).why).toBe('x is undefined');
  expect(explain('odd').why).toBe('odd');
});

it('gives the faults of a form by field', () => {
  const error = refusal(400, [
    { path: 'body/email', message: 'is not an e-mail address' },
    { path: 'body/scopes/0', message: 'is unknown' },
  ]);
  expect(fieldErrors(error)).toEqual({ email: 'is not an e-mail address', 'scopes.0': 'is unknown' });
  expect(fieldErrors(new Error('other'))).toEqual({});
});
