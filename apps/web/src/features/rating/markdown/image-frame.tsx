import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import classes from './image-figure.module.css';

const size = z.int().check(z.nonnegative());
const frameMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('loaded'), width: size, height: size }),
  z.strictObject({ kind: z.literal('failed') }),
]);
type State = { kind: 'loading' | 'failed' | 'late' } | { kind: 'loaded'; width: number; height: number };

const patienceMs = 20_000;

/** Chromium sends no cookies from such a frame; others leave it to the sandbox. React knows no such attribute. */
const withoutCookies = { credentialless: '' };

/**
 * One image from elsewhere, in a page of its own that may load images and nothing more (apps/web/docs/pages.md tells
 * why). This page's own policy still forbids every foreign image. The address stands behind `#`: it never reaches our
 * server's log.
 */
export function ImageFrame({ address, alt }: { address: URL; alt: string }) {
  const { t } = useTranslation('rating');
  const frame = useRef<HTMLIFrameElement>(null);
  const [state, setState] = useState<State>({ kind: 'loading' });
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.current?.contentWindow) return;
      const message = frameMessage.safeParse(data);
      if (message.success) setState(message.data);
    };
    window.addEventListener('message', listen);
    const timer = setTimeout(
      () => setState((now) => (now.kind === 'loading' ? { kind: 'late' } : now)),
      patienceMs,
    );
    return () => {
      window.removeEventListener('message', listen);
      clearTimeout(timer);
    };
  }, []);
  const { kind } = state;
  const box =
    kind === 'loaded'
      ? {
          width: Math.max(24, state.width),
          aspectRatio: `${Math.max(1, state.width)} / ${Math.max(1, state.height)}`,
        }
      : undefined;
  return (
    <>
      <span className={classes.state} role="status">
        {kind === 'loading' ? t('text.imageLoading') : null}
        {kind === 'late' ? t('text.imageLate', { host: address.host }) : null}
        {kind === 'failed' ? t('text.imageFailed', { host: address.host }) : null}
      </span>
      {kind === 'failed' ? null : (
        <iframe
          ref={frame}
          {...withoutCookies}
          className={classes.frame}
          title={alt}
          src={`/image-frame.html#${encodeURIComponent(address.href)}`}
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
          // A frame that can be pressed would take the keys with it.
          tabIndex={-1}
          data-state={kind}
          style={box}
        />
      )}
    </>
  );
}
