import { createStore, type Store } from './store.ts';

/** A setting of this device and browser. Where storage is switched off it lasts as long as the tab. */
export function stored(key: string, initial: string): Store<string> {
  let start = initial;
  try {
    start = localStorage.getItem(key) ?? initial;
  } catch {
    // Storage is switched off.
  }
  const store = createStore(start);
  store.subscribe(() => {
    try {
      localStorage.setItem(key, store.get());
    } catch {
      // The value still holds for this tab.
    }
  });
  return store;
}

/** Slug of the project that was open last; '' for none. */
export const lastProject = stored('prefloop.last-project', '');
