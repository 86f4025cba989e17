import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Numbers from 0 to below 1, the same for the same seed (Lehmer's generator, as Park and Miller 1988 set it). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Words whose frequencies fall as they do in a language, so that the index over them is as much work. */
function makeWords(random: () => number): () => string {
  const letters = 'etaoinshrdlucmfwypvbgk';
  const letter = () => letters[Math.floor(random() ** 1.5 * letters.length)] ?? 'e';
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, letter).join(''),
  );
  return () => words[Math.floor(random() ** 3 * words.length)] ?? 'a';
}

/**
 * Writes rated pairs as people bring them, JSONL of prompt, chosen and rejected, about 2,000 bytes a row; no two rows
 * are alike.
 */
export async function writePairs(file: string, rows: number): Promise<void> {
  const random = seededRandom(1);
  const word = makeWords(random);
  const text = (characters: number) => {
    let made = word();
    while (made.length < characters) made += random() < 0.08 ? `.\n${word()}` : ` ${word()}`;
    return made;
  };
  function* lines() {
    for (let n = 0; n < rows; n += 1) {
      const length = () => 500 + Math.floor(random() * 700);
      const row = { id: `pair-${n}`, prompt: text(250), chosen: text(length()), rejected: text(length()) };
      yield `${JSON.stringify(row)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
