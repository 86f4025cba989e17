import { AppError, type ImportContainer } from '@prefloop/contract';
import { JsonSplitter } from './json-splitter.ts';
import { isRecord } from './parse-json-row.ts';

/** Lists of objects that belong to one row; any other list of objects in a lone object is a list of rows. */
const listsOfOneRow = new Set([
  'prompt',
  'completion',
  'messages',
  'conversations',
  'conversation',
  'instances',
  'turns',
  'responses',
  'ratings',
  'annotations',
  'chosen',
  'rejected',
  'reference',
]);

/**
 * How the rows are packed, by the beginning of the text. A JSON object may be the first row of many or hold them all.
 *
 * @throws AppError BAD_FILE for an empty file, UNSUPPORTED_FILE for markup
 */
export function detectContainer(head: string): ImportContainer {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text === '') throw new AppError('BAD_FILE', { message: 'The file is empty.' });
  if (text.startsWith('<')) {
    throw new AppError('UNSUPPORTED_FILE', {
      message: 'The file is XML or HTML. Convert it to JSONL, JSON, CSV or TSV.',
    });
  }
  if (text.startsWith('[')) return 'json';
  if (text.startsWith('{')) return holdsRows(text) ? 'json' : 'jsonl';
  const first = text.slice(0, text.search(/[\r\n]|$/));
  return first.includes('\t') ? 'tsv' : 'csv';
}

function holdsRows(text: string): boolean {
  const [first = '', second] = text.split('\n', 20).filter((line) => line.trim() !== '');
  const value = tryParse(first);
  if (value === undefined) {
    if (second === undefined) return beginsWithRows(text);
    // A broken row among others, or one object over several lines.
    return !second.trimStart().startsWith('{') && /[{[,]\s*$/.test(first);
  }
  if (second !== undefined || !isRecord(value)) return false;
  return Object.entries(value).some(
    ([key, item]) => Array.isArray(item) && isRecord(item[0]) && !listsOfOneRow.has(key),
  );
}

/** For an object that is longer than this look: its rows, or else the turns of a single long row? */
function beginsWithRows(text: string): boolean {
  const [element] = new JsonSplitter(text.length * 4).push(Buffer.from(text));
  const value = element?.content ? tryParse(element.content.toString('utf8')) : undefined;
  return isRecord(value) && !('role' in value || 'from' in value);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
