import { AppError } from '@prefloop/contract';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const NEWLINE = 0x0a;

/** `content` is one element's JSON text, null where it is longer than allowed; `line` is where it begins. */
export type Element = { line: number; content: Buffer | null };

/**
 * `start` before anything; `list` in the list of rows, a row or the end may follow; `row` inside one; `next` after
 * one; `object` around the list of rows; `opened` right after a `[` of that object, when it is open whether rows follow.
 */
type State = 'start' | 'list' | 'row' | 'next' | 'object' | 'opened' | 'end';

/**
 * Cuts the rows out of one large JSON text: a list, or an object with a list of objects among its members.
 * It only follows quotes and brackets, and each row is parsed alone afterwards: that bounds the memory to one row, and a
 * row that is no JSON costs that row, where a streaming parser would lose the rest of the file.
 */
export class JsonSplitter {
  /** How many further lists of objects the object around the rows holds. They are not read. */
  moreLists = 0;
  line = 1;
  #state: State = 'start';
  #around: 'list' | 'object' = 'list';
  #rowsFound = false;
  #afterComma = false;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #scalar = false;
  #held: Buffer[] = [];
  #size = 0;
  #begin = 0;
  #beginLine = 1;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws AppError BAD_FILE where the text around the rows is no JSON */
  push(chunk: Buffer): Element[] {
    const out: Element[] = [];
    this.#begin = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.#state === 'row') this.#inRow(chunk, byte, at, out);
      else if (this.#inText || !isBlank(byte)) this.#aroundRows(byte, at);
      if (byte === NEWLINE) this.line += 1;
    }
    if (this.#state === 'row') this.#hold(chunk.subarray(this.#begin));
    return out;
  }

  /** @throws AppError BAD_FILE where the file ended before its JSON did, or held no list of rows */
  end(): void {
    if (this.#state === 'start') throw new AppError('BAD_FILE', { message: 'The file is empty.' });
    if (this.#state !== 'end') {
      const place =
        this.#state === 'row'
          ? `inside the row that begins on line ${this.#beginLine}`
          : `on line ${this.line}`;
      throw new AppError('BAD_FILE', { message: `The JSON ends too early, ${place}: the file was cut off.` });
    }
    if (!this.#rowsFound) {
      throw new AppError('BAD_FILE', {
        message:
          'The JSON is an object without a list of rows. Expected […] or an object such as {"data": […]}.',
      });
    }
  }

  #inRow(chunk: Buffer, byte: number, at: number, out: Element[]): void {
    if (this.#scalar) {
      if (byte !== COMMA && byte !== CLOSE_LIST && !isBlank(byte)) return;
      out.push(this.#finish(chunk, at));
      if (!isBlank(byte)) this.#aroundRows(byte, at);
      return;
    }
    if (this.#follow(byte) === 0 && !this.#inText) out.push(this.#finish(chunk, at + 1));
  }

  /** Keeps count of quotes and brackets; gives the depth after this byte. */
  #follow(byte: number): number {
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inText = false;
    } else if (byte === QUOTE) this.#inText = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#depth -= 1;
    return this.#depth;
  }

  #aroundRows(byte: number, at: number): void {
    if (this.#state === 'start') this.#open(byte);
    else if (this.#state === 'list') this.#inList(byte, at);
    else if (this.#state === 'next') this.#afterRow(byte);
    else if (this.#state === 'opened') this.#inside(byte, at);
    else if (this.#state === 'end') throw this.#fault('something follows after its end');
    else if (byte === OPEN_LIST && this.#depth === 1 && !this.#inText) this.#state = 'opened';
    else if (this.#follow(byte) === 0) this.#state = 'end';
  }

  #inList(byte: number, at: number): void {
    if (byte === CLOSE_LIST && !this.#afterComma) this.#closeList();
    else if (byte === COMMA || byte === CLOSE_LIST) throw this.#fault('a row is missing');
    else this.#beginRow(byte, at);
  }

  #afterRow(byte: number): void {
    if (byte === CLOSE_LIST) {
      this.#closeList();
      return;
    }
    if (byte !== COMMA) throw this.#fault('expected a comma or the end of the list');
    this.#afterComma = true;
    this.#state = 'list';
  }

  #open(byte: number): void {
    if (byte === OPEN_LIST) {
      this.#rowsFound = true;
      this.#state = 'list';
    } else if (byte === OPEN_OBJECT) {
      this.#around = 'object';
      this.#depth = 1;
      this.#state = 'object';
    } else {
      throw new AppError('BAD_FILE', { message: 'The file is no JSON: it must begin with [ or {.' });
    }
  }

  /** The first byte of a list inside the object tells whether the list holds rows. */
  #inside(byte: number, at: number): void {
    if (byte === OPEN_OBJECT && !this.#rowsFound) {
      this.#rowsFound = true;
      this.#beginRow(byte, at);
      return;
    }
    if (byte === OPEN_OBJECT) this.moreLists += 1;
    this.#state = 'object';
    this.#depth = 2;
    this.#follow(byte);
  }

  #beginRow(byte: number, at: number): void {
    this.#state = 'row';
    this.#afterComma = false;
    this.#begin = at;
    this.#beginLine = this.line;
    this.#depth = 0;
    this.#scalar = byte !== OPEN_OBJECT && byte !== OPEN_LIST && byte !== QUOTE;
    if (!this.#scalar) this.#follow(byte);
  }

  #finish(chunk: Buffer, end: number): Element {
    this.#hold(chunk.subarray(this.#begin, end));
    const content = this.#size > this.#maxBytes ? null : Buffer.concat(this.#held);
    this.#held = [];
    this.#size = 0;
    this.#state = 'next';
    return { line: this.#beginLine, content };
  }

  #hold(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) this.#held = [];
    else this.#held.push(part);
  }

  #closeList(): void {
    this.#state = this.#around === 'list' ? 'end' : 'object';
    this.#depth = 1;
  }

  #fault(reason: string): AppError {
    return new AppError('BAD_FILE', {
      message: `The file is no valid JSON: ${reason} on line ${this.line}.`,
    });
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}
