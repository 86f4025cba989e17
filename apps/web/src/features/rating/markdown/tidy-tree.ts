/** The little of an HTML syntax tree that is needed here. */
export type TreeNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
};

const blocks = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'td', 'th', 'dt', 'dd']);
/** Parents whose white space between children is part of a sentence; elsewhere it only parts blocks. */
const sentences = new Set([...blocks, 'strong', 'em', 'del', 'a']);
sentences.delete('li');

/**
 * Each block finds its own writing direction; code runs left to right; headings go below those of the page; line
 * breaks stay where the answer has them, since a poem or an address is nothing without them.
 */
export function tidyTree() {
  return (tree: TreeNode) => {
    // A stack of our own: answers can be nested deeper than calls can.
    const open = [tree];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const name = node.tagName ?? '';
      if (name !== '') tidyElement(node, name);
      if (name === 'code' || node.children === undefined) continue;
      node.children = node.children.flatMap((child) => keepBreaks(child, name));
      open.push(...node.children);
    }
  };
}

function tidyElement(element: TreeNode, name: string): void {
  const properties = element.properties ?? {};
  if (blocks.has(name)) properties.dir = 'auto';
  if (name === 'pre' || name === 'code') properties.dir = 'ltr';
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
