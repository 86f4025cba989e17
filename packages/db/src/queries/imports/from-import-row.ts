import type { ImportPair, ImportPrompt } from '@prefloop/contract';
import type { NewPrompt } from '../prompts/add-prompts.ts';
import type { NewPair } from './add-pairs.ts';

/** The tag by which a file marks prompts that no training may see. */
const heldOutTag = 'held-out';

/** A canonical row of an imported file as the prompt that is stored. */
export function toNewPrompt(prompt: ImportPrompt): NewPrompt {
  const { reference } = prompt;
  const answers =
    typeof reference === 'string' ? [{ role: 'assistant' as const, content: reference }] : reference;
  return {
    source: prompt.source,
    sourceId: prompt.sourceId,
    messages: prompt.messages,
    taskType: prompt.taskType,
    language: prompt.language,
    tags: prompt.tags,
    heldOut: prompt.tags.includes(heldOutTag),
    reference: answers?.map(({ content }) => ({ role: 'assistant', content })),
    metadata: prompt.metadata,
  };
}

/** A canonical row of an imported file as the rated pair that is stored. */
export function toNewPair(pair: ImportPair): NewPair {
  return {
    prompt: toNewPrompt(pair.prompt),
    responses: pair.responses,
    ratings: pair.ratings.map(({ annotator, verdict, comment }) => {
      if (typeof verdict === 'string') return { annotator, verdict, strength: null, comment };
      return verdict === 0
        ? { annotator, verdict: 'tie', strength: null, comment }
        : { annotator, verdict: 'preference', strength: verdict, comment };
    }),
  };
}
