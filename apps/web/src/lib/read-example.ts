/** An example in the guidelines: a prompt, a good and a bad answer to it, and what makes the difference. */
export type Example = {
  prompt: string;
  /** In the order they are written in. */
  answers: readonly { quality: 'good' | 'bad'; text: string }[];
  why: string | null;
};

/** What a lead starts from. The fence makes it a plain block of text in every other reader of markdown. */
export const exampleTemplate = `\`\`\`example
Prompt: How far is the moon?
Good: About 384,000 km.
Bad: The moon has fascinated people for thousands of years.
Why: The good answer says what was asked for. The bad one is true, and says nothing.
\`\`\``;

type Part = 'prompt' | 'good' | 'bad' | 'why';

const names: Record<Part, string> = { prompt: 'Prompt:', good: 'Good:', bad: 'Bad:', why: 'Why:' };
// Only at the very start of a line: a space before it keeps a word like this in the answer.
const label = /^(prompt|good|bad|why):(.*)$/i;

/**
 * Reads the inside of an `example` block. A part begins with its name at the start of a line and goes on to the next one;
 * all but the reason must be there, each once. What is wrong otherwise comes as a sentence for its author.
 */
export function readExample(block: string): Example | { fault: string } {
  const found = new Map<Part, string[]>();
  let current: string[] | null = null;
  for (const line of block.split(/\r?\n/)) {
    const [, name, rest] = label.exec(line) ?? [];
    const part = name?.toLowerCase() as Part | undefined;
    if (part !== undefined) {
      if (found.has(part)) return { fault: `It has “${names[part]}” twice.` };
      current = [(rest ?? '').trim()];
      found.set(part, current);
    } else if (current) {
      current.push(line);
    } else if (line.trim() !== '') {
      return { fault: `It begins with text that belongs to no part. Put “${names.prompt}” before it.` };
    }
  }
  const texts = new Map([...found].map(([part, lines]) => [part, lines.join('\n').trim()]));
  const missing = (['prompt', 'good', 'bad'] as const).find((part) => !texts.get(part));
  if (missing !== undefined) return { fault: `It has nothing under “${names[missing]}”.` };
  return {
    prompt: texts.get('prompt') ?? '',
    answers: [...texts].flatMap(([part, text]) =>
      part === 'good' || part === 'bad' ? [{ quality: part, text }] : [],
    ),
    why: texts.get('why') || null,
  };
}
