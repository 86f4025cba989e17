import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '@prefloop/contract';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'prefloop', 'stored secrets', 32));
}

/**
 * Encrypts a text that has to be read again, such as an endpoint's key: AES-256-GCM under a key derived from the
 * deployment's secret. `context` (say, the id of the row) is bound in, so that a box cannot be moved to another row.
 */
export function encryptSecret(secret: string, context: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${sealed.toString('base64url')}`;
}

/** Opens what `encryptSecret` sealed. Throws CONFIG_INVALID where secret, context or text do not fit together. */
export function decryptSecret(secret: string, context: string, box: string): string {
  const [prefix, body = ''] = box.split('.');
  const sealed = Buffer.from(body, 'base64url');
  try {
    if (prefix !== version || sealed.length < nonceBytes + tagBytes) throw new Error(`not a ${version} box`);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-tagBytes));
    const opened = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', {
      message:
        'A stored secret cannot be opened: PREFLOOP_SECRET differs from the one it was stored under. Start with the old one, or enter the secret again.',
      cause,
    });
  }
}
