import { partImages } from './part-images.ts';
import { type TreeNode, textOf } from './tree.ts';
import { directionOf, uprightScript } from './writing.ts';

/** What runs in the direction of its first letter. Items of a list have that of the list: its marks stand on one side. */
const directed = new Set([
  'p',
  'ul',
  'ol',
  'blockquote',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'td',
  'th',
]);
/** Parents whose white space between children is part of a sentence; elsewhere it only parts blocks. */
const sentences = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'strong', 'em', 'del', 'a']);

/**
 * Each block has its own writing direction; code runs left to right; headings go below those of the page; line breaks
 * stay where the answer has them, since a poem or an address is nothing without them.
 */
export function tidyTree() {
  return (tree: TreeNode) => {
    // A stack of our own: answers can be nested deeper than calls can.
    const open = [tree];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const name = node.tagName ?? '';
      if (name !== '') tidyElement(node, name);
      if (name === 'code' || node.children === undefined) continue;
      node.children = node.children.flatMap(partImages).flatMap((child) => keepBreaks(child, name));
      open.push(...node.children);
    }
  };
}

function tidyElement(element: TreeNode, name: string): void {
  const properties = element.properties ?? {};
  if (name === 'pre' || name === 'code') properties.dir = 'ltr';
  // Without a letter of its own (a number in a table) it runs as what is around it.
  const direction = directed.has(name) ? directionOf(textOf(element, 400)) : undefined;
  if (direction !== undefined) properties.dir = direction;
  if (name === 'em') properties.dataUpright = uprightScript(textOf(element, 400));
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) {
    properties.dataLevel = level;
    element.tagName = `h${Math.min(6, Number(level) + 2)}`;
  }
  element.properties = properties;
}

function keepBreaks(child: TreeNode, parent: string): TreeNode[] {
  const text = child.type === 'text' ? (child.value ?? '') : '';
  if (!text.includes('\n') || (!sentences.has(parent) && text.trim() === '')) return [child];
  return text
    .split('\n')
    .flatMap((line, place): TreeNode[] => [
      ...(place > 0 ? [{ type: 'element', tagName: 'br', properties: {}, children: [] }] : []),
      ...(line === '' ? [] : [{ type: 'text', value: line }]),
    ]);
}
