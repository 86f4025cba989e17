import { VisuallyHidden } from '@mantine/core';
import { createStore, useStore } from '../../../lib/store.ts';

const said = createStore('');
let clearing: ReturnType<typeof setTimeout> | undefined;

/** Told once for each time somebody copies; emptied after, so that the same words are told again. */
export function sayCopied(words: string): void {
  clearTimeout(clearing);
  said.set(words);
  clearing = setTimeout(() => said.set(''), 2_000);
}

/** What screen readers are told about copying: one place for all the buttons of a pair. */
export function CopyStatus() {
  return <VisuallyHidden role="status">{useStore(said)}</VisuallyHidden>;
}
