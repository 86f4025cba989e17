/** The little of an HTML syntax tree that is needed here. */
export type TreeNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
};

/** The first letters of what an element says; code and formulas, which run left to right anyway, are left out. */
export function textOf(element: TreeNode, longest: number): string {
  let text = '';
  const open = [element];
  for (let node = open.pop(); node !== undefined && text.length < longest; node = open.pop()) {
    if (node.type === 'text') text += node.value ?? '';
    else if (node.tagName !== 'code') open.push(...(node.children ?? []).toReversed());
  }
  return text;
}
