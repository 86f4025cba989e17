import { type RefObject, useEffect } from 'react';
import { connectColumns } from './connect-columns.ts';

/** Two answers that scroll by themselves or together, as somebody likes it. */
export function useColumns(root: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (root.current !== null && wanted) return connectColumns(root.current);
  }, [root, wanted]);
}
