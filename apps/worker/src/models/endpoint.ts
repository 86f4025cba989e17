import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AppError } from '@prefloop/contract';
import { decryptSecret, type ModelVersion } from '@prefloop/db';
import OpenAI from 'openai';
import { z } from 'zod';
import { unusable } from './unusable.ts';

const endpointLocation = z.looseObject({ baseUrl: z.string(), model: z.string() });

/** Link-local addresses serve a machine's own credentials in many clouds; no model answers there. */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('224.0.0.0', 4, 'ipv4');
forbidden.addAddress('fd00:ec2::254', 'ipv6');

async function refuseForbiddenHost(url: URL): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [{ address: host }] : await lookup(host, { all: true });
  for (const { address } of addresses) {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    if (forbidden.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')) {
      throw new AppError('ENDPOINT_FAILED', {
        message: `${url.host} leads to ${address}, an address that no endpoint may have.`,
      });
    }
  }
}

const guardedFetch: typeof fetch = async (input, init) => {
  await refuseForbiddenHost(new URL(input instanceof Request ? input.url : input));
  // A redirect could lead the key, and us, anywhere.
  return fetch(input, { ...init, redirect: 'error' });
};

/** A client for the endpoint of a version. Its retries cover lost connections, 408, 409, 429 and 5xx. */
export function openEndpoint(
  version: Pick<ModelVersion, 'id' | 'location' | 'secret'>,
  options: { secret: string; maxRetries: number },
): { client: OpenAI; model: string } {
  const location = endpointLocation.parse(version.location);
  const client = new OpenAI({
    baseURL: location.baseUrl,
    // Servers without keys still want the header to be there.
    apiKey: version.secret === null ? 'none' : decryptSecret(options.secret, version.id, version.secret),
    organization: null,
    project: null,
    timeout: 180_000,
    maxRetries: options.maxRetries,
    fetch: guardedFetch,
    logLevel: 'off',
  });
  return { client, model: location.model };
}

/** Asks the endpoint which models it has. Throws MODEL_UNUSABLE where it cannot be used. */
export async function checkEndpoint(
  version: Pick<ModelVersion, 'id' | 'location' | 'secret'>,
  secret: string,
): Promise<Record<string, unknown>> {
  const { client, model } = openEndpoint(version, { secret, maxRetries: 1 });
  try {
    const listed = (await client.models.list({ timeout: 20_000 })).data.map(({ id }) => id);
    if (listed.length > 0 && !listed.includes(model)) {
      throw unusable(
        `The endpoint has no model "${model}". It lists: ${listed.slice(0, 10).join(', ')}` +
          `${listed.length > 10 ? ` and ${listed.length - 10} more` : ''}.`,
      );
    }
    return { modelsListed: listed.length };
  } catch (error) {
    // Some servers answer chat requests and have no list of models.
    if (error instanceof OpenAI.NotFoundError) return { modelsListed: null };
    throw error instanceof AppError
      ? error
      : unusable(`The endpoint cannot be used: ${explainEndpoint(error)}`, error);
  }
}

/** What went wrong with an endpoint, for people. A key never stands in it. */
export function explainEndpoint(error: unknown): string {
  if (error instanceof OpenAI.AuthenticationError) return 'it refuses the key (401). Enter another one.';
  if (error instanceof OpenAI.PermissionDeniedError)
    return 'it refuses access (403). Check what the key may do.';
  if (error instanceof OpenAI.APIConnectionTimeoutError) return 'it did not answer in time.';
  if (error instanceof OpenAI.APIConnectionError) {
    const causes = causesOf(error).filter((text) => !/^Connection error\.?$|^fetch failed$/.test(text));
    return `it cannot be reached (${causes.at(-1) ?? 'connection failed'}).`;
  }
  if (error instanceof OpenAI.APIError)
    return `it answered ${error.status ?? 'with an error'}: ${error.message.slice(0, 300)}`;
  return error instanceof Error ? error.message.slice(0, 300) : String(error);
}

function causesOf(error: unknown): string[] {
  const texts: string[] = [];
  for (let at = error; at instanceof Error && texts.length < 5; at = at.cause) {
    texts.push(at.message || ('code' in at ? String(at.code) : at.name));
  }
  return texts;
}
