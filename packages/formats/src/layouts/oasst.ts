import { isRecord } from '../containers/parse-json-row.ts';
import { RowFault } from '../row-fault.ts';
import { article, cellAt, textOf } from './cells.ts';
import { commonParts, withoutGaps } from './columns.ts';
import { checkPrompt } from './conversation.ts';
import type { Layout } from './layout.ts';

/** Open-Assistant's message trees: the first prompt, with the reply that people ranked best as demonstration. */
export const oasst: Layout = {
  id: 'oasst',
  kinds: ['prompts'],
  recognise(columns) {
    const id = columns.find(['message_tree_id']);
    const messages = columns.find(['prompt'], ['object']);
    return id && messages ? withoutGaps({ ...commonParts(columns), id, messages }) : null;
  },
  read(row, { mapping }) {
    const field = mapping.messages ?? 'prompt';
    const root = cellAt(row, mapping.messages, 'the tree');
    if (!isRecord(root)) {
      throw new RowFault(
        'WRONG_TYPE',
        `\`${field}\` is ${article(root)}; expected a message with replies`,
        field,
      );
    }
    const messages = [{ role: 'user' as const, content: textOf(root.text, `${field}.text`) }];
    checkPrompt(messages, `${field}.text`);
    const replies = Array.isArray(root.replies) ? root.replies.filter(isRecord) : [];
    const best = replies.find((reply) => reply.rank === 0);
    const language = textOf(root.lang, `${field}.lang`);
    return [
      {
        messages,
        reference: best === undefined ? undefined : textOf(best.text, `${field}.replies.text`),
        language: language === '' ? undefined : language,
      },
    ];
  },
};
