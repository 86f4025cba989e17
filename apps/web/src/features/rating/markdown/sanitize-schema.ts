import { defaultSchema, type Options } from 'rehype-sanitize';

/**
 * What may stand in an answer. Stricter than GitHub's: only web and mail links, no image sources (an image would tell
 * its server who reads what), and no ids (two answers stand in one page).
 */
export const sanitizeSchema: Options = {
  ...defaultSchema,
  clobberPrefix: '',
  protocols: { href: ['http', 'https', 'mailto'] },
  attributes: {
    ...defaultSchema.attributes,
    '*': (defaultSchema.attributes?.['*'] ?? []).filter((name) => name !== 'id' && name !== 'name'),
    code: [['className', /^language-[\w+#.-]{1,40}$/, 'math-inline', 'math-display']],
    img: ['src', 'alt', 'title'],
  },
};
