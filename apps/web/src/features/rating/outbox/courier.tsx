import { useEffect } from 'react';
import { useMe } from '../../../lib/session.ts';
import { outboxOf, setSomeoneThere } from './outbox-of.ts';

/** Delivers what an earlier visit left behind, whichever page this one begins with. Shows nothing. */
export default function Courier() {
  const { id } = useMe();
  useEffect(() => {
    setSomeoneThere(true);
    void outboxOf(id);
    return () => setSomeoneThere(false);
  }, [id]);
  return null;
}
