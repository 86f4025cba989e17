import { describe, expect, test } from 'vitest';
import { decryptSecret, encryptSecret } from './secret-box.ts';

const secret = 'a deployment secret of 32 characters or more';

describe('the secret box', () => {
  test('gives back what was put in, and never looks the same twice', () => {
    const texts = ['sk-endpoint-key', '', 'größer 🔑', 'x'.repeat(10_000)];
    for (const text of texts) {
      const box = encryptSecret(secret, 'row-1', text);
      expect(box.startsWith('v1.')).toBe(true);
      expect(decryptSecret(secret, 'row-1', box)).toBe(text);
      expect(encryptSecret(secret, 'row-1', text)).not.toBe(box);
      if (text.length > 5) expect(box).not.toContain(text.slice(0, 6));
    }
  });

  test('stays shut for another secret, another row, and after any change', () => {
    const box = encryptSecret(secret, 'row-1', 'sk-endpoint-key');
    expect(() => decryptSecret(`${secret}!`, 'row-1', box)).toThrow('PREFLOOP_SECRET');
    expect(() => decryptSecret(secret, 'row-2', box)).toThrow('PREFLOOP_SECRET');
    const sealed = Buffer.from(box.slice(3), 'base64url');
    for (let at = 0; at < sealed.length; at += 1) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(() => decryptSecret(secret, 'row-1', `v1.${bent.toString('base64url')}`)).toThrow();
    }
    expect(() => decryptSecret(secret, 'row-1', box.replace('v1.', 'v2.'))).toThrow();
    expect(() => decryptSecret(secret, 'row-1', 'v1.')).toThrow();
  });
});
