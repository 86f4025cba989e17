/** Words that somebody typed: without blanks around them, in lower case, each once. */
export function distinctWords(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => word.trim().toLowerCase()))].filter((word) => word !== '');
}
