import type { SftRow, SftRules } from '@prefloop/contract';
import type { Demonstration } from '@prefloop/db';
import { charactersOf, type Outcome } from './preference-rows.ts';

/**
 * Turns one demonstration into its training rows. A question of several turns, answered turn by turn, becomes one
 * row for each answer: the turns and answers before it are its prompt.
 */
export function sftRows(demonstration: Demonstration, group: string, rules: SftRules): Outcome<SftRow> {
  const { messages, reference } = demonstration;
  const answers = reference.map((message) => message.content);
  if (answers.some((answer) => answer.trim() === '')) return { removed: 'empty-response' };
  if (rules.maxCharacters !== null && charactersOf(demonstration, ...answers) > rules.maxCharacters) {
    return { removed: 'too-long' };
  }
  const open = openTurns(messages);
  if (answers.length > Math.max(open, 1) || answers.length < open) return { removed: 'unanswered-turns' };

  const rows: SftRow[] = [];
  const start = messages.length - open;
  const prompt = messages.slice(0, start);
  for (const [index, answer] of answers.entries()) {
    const turn = messages[start + index];
    if (!turn) return { removed: 'unanswered-turns' };
    prompt.push(turn);
    rows.push({
      prompt: [...prompt],
      completion: [{ role: 'assistant', content: answer }],
      group,
      ...(demonstration.taskType === null ? {} : { taskType: demonstration.taskType }),
    });
    prompt.push({ role: 'assistant', content: answer });
  }
  return { rows };
}

/** How many user messages stand at the end without an answer between them. */
function openTurns(messages: Demonstration['messages']): number {
  const before = messages.findLastIndex((message) => message.role !== 'user');
  return messages.length - 1 - before;
}
