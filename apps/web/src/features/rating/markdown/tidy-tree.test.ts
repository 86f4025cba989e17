import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { expect, test } from 'vitest';
import { tidyTree } from './tidy-tree.ts';

/** Without the hints that React's server puts before everything. */
const drawn = (text: string) =>
  renderToStaticMarkup(createElement(ReactMarkdown, { rehypePlugins: [tidyTree] }, text)).replaceAll(
    /<link rel="preload"[^>]*>|\n/g,
    '',
  );

test.each([
  ['a text', 'Hello', '<p dir="ltr">Hello</p>'],
  [
    'a text from right to left that begins with code',
    '`x` שלום',
    '<p dir="rtl"><code dir="ltr">x</code> שלום</p>',
  ],
  [
    'a list by its first letter, not by its items',
    '1. שלום\n2. hello',
    '<ol dir="rtl"><li>שלום</li><li>hello</li></ol>',
  ],
  ['numbers as what is around them', '3.14', '<p>3.14</p>'],
  ['a heading', '# مرحبا', '<h3 dir="rtl" data-level="1">مرحبا</h3>'],
  ['emphasis that no italics can show', '*重要*', '<p dir="ltr"><em data-upright="cjk">重要</em></p>'],
  [
    'an image out of its link',
    '[![Build](https://a.test/b.svg)](https://c.test)',
    '<p><img src="https://a.test/b.svg" alt="Build"/> <a href="https://c.test">Link of the image</a></p>',
  ],
  [
    'words of a link without its image',
    '[see *![x](https://a.test/b.svg) this*](https://c.test)',
    '<p dir="ltr"><img src="https://a.test/b.svg" alt="x"/> <a href="https://c.test">see <em> this</em></a></p>',
  ],
])('%s', (_, text, html) => {
  expect(drawn(text)).toBe(html);
});
