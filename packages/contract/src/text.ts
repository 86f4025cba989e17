import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const controls = /[\u0000-\u001f\u007f]/;
// Postgres stores no NUL; half a surrogate pair is no text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const unstorable = /\u0000|\p{Cs}/u;

/** One line of text that a person typed, without surrounding space: 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(max)
    .refine((text) => !controls.test(text) && !unstorable.test(text), 'has characters that cannot be shown');

/** Text of any number of lines, kept as it is: 0 to `max` characters. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !unstorable.test(text), 'has characters that cannot be stored');

/** An e-mail address, in lower case so that one person has one account. */
export const emailAddress = z.email('is not an e-mail address').max(254).toLowerCase();

/** The secret half of a one-time link: 256 random bits, base64url. */
export const linkSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not the secret of a link');
