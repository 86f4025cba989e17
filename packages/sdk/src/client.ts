import createFetchClient, { type Client } from 'openapi-fetch';
import { ApiError, readProblem } from './api-error.ts';
import type { paths } from './generated/api.d.ts';

export type ClientOptions = {
  /** Where the API is, without a path. In a browser on the same origin: `location.origin`. */
  baseUrl: string;
  /** Sent with every request, such as `authorization: Bearer pfl_...`. */
  headers?: Record<string, string>;
  fetch?: (request: Request) => Promise<Response>;
};

export type ApiClient = Client<paths>;

/**
 * A client with the types of the served OpenAPI document. Its calls reject with `ApiError` for every answer
 * from 400 up; `ok` takes the body out of the others.
 */
export function createClient(options: ClientOptions): ApiClient {
  const client = createFetchClient<paths>(options);
  client.use({
    onResponse: async ({ response }) => {
      if (!response.ok) throw new ApiError(await readProblem(response));
      return undefined;
    },
  });
  return client;
}

type Succeeded<R> = Extract<R, { error?: undefined }>;

/** Awaits a call and gives its body: `const me = await ok(client.GET('/v1/me'))`. */
export async function ok<R extends { data?: unknown }>(
  call: Promise<R>,
): Promise<Succeeded<R> extends { data: infer D } ? D : undefined> {
  const { data } = await call;
  return data as Succeeded<R> extends { data: infer D } ? D : undefined;
}
