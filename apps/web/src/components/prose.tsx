import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import classes from './prose.module.css';

/** How the parts of such a text are drawn. */
export const proseComponents: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // The page's own h1 stands above: headings of the text begin one lower.
  h1: ({ children }) => <h2>{children}</h2>,
  // Nothing is loaded from elsewhere.
  img: ({ alt }) => <ImageNote alt={alt} />,
  // Scrolls sideways in itself, by keyboard too.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    <div className={classes.table}>
      <table>{children}</table>
    </div>
  ),
};

function ImageNote({ alt }: { alt: string | undefined }) {
  const { t } = useTranslation();
  return <em>{t('image', { description: alt || t('imageWithout') })}</em>;
}

/** Markdown that members wrote for each other, such as guidelines. Raw HTML in it is left out. */
export function Prose({ text, components = proseComponents }: { text: string; components?: Components }) {
  return (
    <div className={classes.prose} dir="auto">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
