import { type ReactNode, Suspense, useEffect, useState } from 'react';

/** Shows its children, which may be lazy, once the first page has been painted and the browser is idle. */
export function Later({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    // Safari has no requestIdleCallback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setDue(true), 1_000);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(() => setDue(true), { timeout: 3_000 });
    return () => cancelIdleCallback(handle);
  }, []);
  return due ? <Suspense>{children}</Suspense> : null;
}
