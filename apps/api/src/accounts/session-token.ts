import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The session token in a Cookie header, or null where there is none or its signature is not ours. The form is
 * better-auth's: `token.signature`, URL-encoded, HMAC-SHA256 in base64. Read here because every request passes: its
 * own lookup costs several times as much as most routes do.
 */
export function sessionToken(header: string | undefined, cookieName: string, secret: string): string | null {
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${cookieName}=`));
  if (pair === undefined) return null;
  const [, token = '', signature = ''] =
    /^([\w-]+)(?:\.|%2E)([\w%+/=-]+)$/i.exec(pair.slice(cookieName.length + 1)) ?? [];
  const given = Buffer.from(decode(signature), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign without its digits: no signature of ours.
    return '';
  }
}
