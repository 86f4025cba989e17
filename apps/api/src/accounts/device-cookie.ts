import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../app.ts';

const name = 'prefloop.device';

function sign(secret: string, email: string, nonce: string): Buffer {
  return createHmac('sha256', secret).update(`device\n${email}\n${nonce}`).digest();
}

/**
 * The nonce of a device that has signed in to this account before, or null. Tries from a known device are counted
 * apart, so that a stranger's wrong guesses cannot lock an account's owner out (OWASP, device cookies).
 */
export function knownDevice(request: FastifyRequest, secret: string, email: string): string | null {
  const value = new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)\\.([\\w-]+)`).exec(request.headers.cookie ?? '');
  const [, nonce = '', signature = ''] = value ?? [];
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, email, nonce);
  return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null;
}

/** Marks the browser as one from which this account was signed in to. It opens nothing by itself. */
export function rememberDevice(reply: FastifyReply, config: AppConfig, email: string): void {
  const nonce = randomBytes(16).toString('base64url');
  const value = `${nonce}.${sign(config.secret, email, nonce).toString('base64url')}`;
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  const year = 60 * 60 * 24 * 365;
  void reply.header(
    'set-cookie',
    `${name}=${value}; Max-Age=${year}; Path=/; HttpOnly; SameSite=Lax${secure}`,
  );
}
