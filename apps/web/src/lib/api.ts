import { createClient } from '@prefloop/sdk';

/** The API of this same origin, with the browser's session cookie. Calls reject with `ApiError`. */
export const api = createClient({ baseUrl: location.origin });

export { ok } from '@prefloop/sdk';
