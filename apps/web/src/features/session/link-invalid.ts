import { ApiError } from '@prefloop/sdk';

/** Whether the server refused the link itself, so that no retry can help. */
export function isLinkInvalid(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'LINK_INVALID';
}
