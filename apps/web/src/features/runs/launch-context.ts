import { createContext, useContext } from 'react';
import type { Launch, RunShown } from './runs-query.ts';

/** The run that a form was filled from. */
export type Original = { run: RunShown; launch: Launch; fix: string | null };

type LaunchContext = {
  /** Fills in the form of the launch's method with what the launch says. */
  fill: (launch: Launch) => void;
  /** What the form was filled with last, to begin with; null: nothing. */
  draft: Launch | null;
  original: Original | null;
};

export const LaunchContext = createContext<LaunchContext>({ fill: () => {}, draft: null, original: null });
export const useLaunchContext = () => useContext(LaunchContext);
