import { describe, expect, it } from 'vitest';
import { normalizeMath } from './normalize-math.ts';

describe('math in what models write', () => {
  it.each([
    ['prices', 'It costs $5 to $10, or US$3.'],
    ['a lone dollar', 'Pay $ now'],
    ['an escaped dollar', 'This is \\$x\\$ text'],
    ['inline code', 'Use `$HOME` and `$PATH$`'],
    ['fenced code', 'a\n```sh\necho $x$ \\(y\\)\n```\nb'],
    ['a fence with tildes', '~~~\n$a$\n~~~'],
    ['a fence that is never closed', '```\n$a$\n'],
    ['no math at all', 'plain'],
  ])('leaves %s alone', (_, text) => {
    expect(normalizeMath(text)).toBe(text);
  });

  it.each([
    ['a dollar pair', 'so $x^2$ holds', 'so $$x^2$$ holds'],
    ['round brackets', 'so \\(x^2\\) holds', 'so $$x^2$$ holds'],
    ['square brackets on a line', 'so\n\\[ x^2 \\]\nholds', 'so\n$$\nx^2\n$$\nholds'],
    ['a block over several lines', '\\[\na\nb\n\\]', '$$\na\nb\n$$'],
    ['double dollars on a line', '$$ x $$', '$$\nx\n$$'],
    ['double dollars within a sentence', 'as $$ x $$ shows', 'as $$x$$ shows'],
    ['display math in a list item', '- item\n  $$x$$', '- item\n  $$\n  x\n  $$'],
    ['math after a fence', '```\n$a$\n```\n$b$', '```\n$a$\n```\n$$b$$'],
    ['an escaped dollar beside math', '\\$5 and $x$', '\\$5 and $$x$$'],
  ])('finds %s', (_, text, expected) => {
    expect(normalizeMath(text)).toBe(expected);
  });

  it.each([
    ['dollars', '$a '.repeat(40_000)],
    ['backticks', '` '.repeat(50_000)],
    ['open brackets', '\\[ '.repeat(40_000)],
    ['round brackets', '\\( '.repeat(40_000)],
    ['backtick runs', Array.from({ length: 440 }, (_, n) => '`'.repeat(n)).join(' ')],
  ])('ends on 100 kB of %s', (_, text) => {
    expect(normalizeMath(text).length).toBeGreaterThanOrEqual(text.length);
  });
});
