import { useEffect, useState } from 'react';
import { secretOf } from './link-secret.ts';

/** The secret of the one-time link that opened this page, once; the address bar and the history lose it. */
export function useLinkSecret(): string | null {
  const [secret, setSecret] = useState(() => secretOf(location.hash));
  useEffect(() => {
    const take = () => {
      const found = secretOf(location.hash);
      if (!found) return;
      setSecret(found);
      history.replaceState(history.state, '', location.pathname + location.search);
    };
    take();
    // A second link pasted into the same tab changes the fragment alone.
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return secret;
}
