import { AppError } from '@prefloop/contract';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';

export type Path = (string | number)[];
/** What is wrong at a place of a document; `message` goes on from the place's name. */
export type Fault = { path: Path; message: string };
type Issue = { path: string; message: string };

/** Parses a YAML text that is a map. Throws BAD_FILE where it is no YAML, by its line, or `otherwise` where it is no map. */
export function openText(text: string, otherwise: string): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw refusal(
      document.errors.map(({ message, pos }) => ({
        path: '',
        message: `Line ${lines.linePos(pos[0]).line} is no YAML: ${message}.`.replace(/\.\.$/, '.'),
      })),
    );
  }
  if (!isMap(document.contents)) throw refusal([{ path: '', message: otherwise }]);
  return { document, lines };
}

/** Faults as they are told, from the first line to the last: by their line, and by their place below `under`. */
export function placed(
  document: Document,
  lines: LineCounter,
  faults: readonly Fault[],
  under: Path = [],
): Issue[] {
  return faults
    .map((fault) => ({ ...fault, line: lineOf(document, fault.path, lines) }))
    .sort((one, other) => one.line - other.line)
    .map(({ path, message, line }) => {
      const place = [...under, ...path].join('.');
      return { path: place, message: `Line ${line}: ${place} ${message}` };
    });
}

export function refusal(issues: Issue[]): AppError {
  return new AppError('BAD_FILE', { message: issues.map(({ message }) => message).join(' '), issues });
}

/** The line of what the path leads to, or of the nearest that is written around it. */
function lineOf(document: Document, path: Path, lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path[length - 1]))
      : undefined;
    const node = isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return document.contents?.range ? lines.linePos(document.contents.range[0]).line : 1;
}
