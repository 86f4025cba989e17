import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The page in which an image of an answer is shown once somebody asks for it. */
export const imageFrame = 'image-frame.html';

/**
 * Headers of that page. It alone may load images from elsewhere, and nothing else: the pages of the app themselves keep
 * a policy without any foreign address, so that whatever an answer manages to smuggle into them loads nothing. Sandboxed
 * by its own header too, it has no origin, so no cookie and no storage. Its one script and its style stand in it, allowed
 * by their hashes: a file could not be fetched from a page without an origin.
 */
export async function imageFrameHeaders(root: string): Promise<Record<string, string>> {
  const page = await readFile(join(root, imageFrame), 'utf8').catch(() => '');
  const hashes = (tag: string) =>
    [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(
      ([, body]) =>
        `'sha256-${createHash('sha256')
          .update(body ?? '')
          .digest('base64')}'`,
    );
  const policy = [
    "default-src 'none'",
    // Which addresses there are is for the answers to say; the browser asks for the one in the frame's address only.
    'img-src http: https:',
    `script-src ${hashes('script').join(' ') || "'none'"}`,
    `style-src ${hashes('style').join(' ') || "'none'"}`,
    'sandbox allow-scripts',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ];
  return { 'content-security-policy': policy.join(';'), 'x-frame-options': 'SAMEORIGIN' };
}
