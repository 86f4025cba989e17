/**
 * The address of a page that takes a one-time secret. The secret stands in the fragment, which browsers keep to
 * themselves: it reaches no log and no other site.
 */
export function linkUrl(publicUrl: string, page: 'invite' | 'reset', secret: string): string {
  return `${new URL(publicUrl).origin}/${page}#token=${secret}`;
}
