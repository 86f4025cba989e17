import { Badge } from '@mantine/core';
import type { LineageNode } from '@prefloop/contract';
import {
  type Icon,
  IconBox,
  IconMessage2,
  IconMessages,
  IconPlayerPlay,
  IconSnowflake,
  IconStack2,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, memo } from 'react';
import { useProject } from '../../lib/project.ts';
import classes from './lineage.module.css';
import { keyOf, stationOf } from './lineage-graph.ts';
import { NodeLink } from './node-link.tsx';
import { figuresOf, kindWord } from './node-words.ts';

/** By station. The same signs as in the rail, where there is one. */
const icons: Icon[] = [IconMessages, IconMessage2, IconStack2, IconSnowflake, IconPlayerPlay, IconBox];

type Props = {
  node: LineageNode;
  isFocus: boolean;
  /** On a way through what is pointed at. */
  lit: boolean;
  /** What the lines say, in words: "From Round one. To dpo 3 as base." */
  relations: string;
  /** 1 for the first of its station in this round. */
  row: number;
  onPoint: (key: string | null) => void;
};

/** One thing of a chain: sign, name, what and how many, and the way to look from there. */
export const NodeCard = memo(function NodeCard({ node, isFocus, lit, relations, row, onPoint }: Props) {
  const { slug } = useProject();
  const station = stationOf(node);
  const Sign = icons[station] ?? IconBox;
  const key = keyOf(node);
  return (
    <li
      className={classes.node}
      style={{ '--column': station + 1, '--row': row } as CSSProperties}
      data-node={key}
      data-station={station}
      data-focus={isFocus || undefined}
      data-lit={lit || undefined}
      aria-current={isFocus || undefined}
      onPointerEnter={() => onPoint(key)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(key)}
      onBlur={() => onPoint(null)}
    >
      <Sign size={16} stroke={1.6} className={classes.sign} aria-hidden />
      <div className={classes.words}>
        <span className={classes.kind}>{kindWord(node)}</span>
        <NodeLink node={node} />
        <div className={classes.figures}>
          {figuresOf(node)}
          {node.kind === 'snapshot' ? (
            <>
              , <code title={node.hash}>{shortHash(node.hash)}</code>
            </>
          ) : null}
        </div>
        {node.kind === 'version' && node.aliases.length > 0 ? (
          <div className={classes.aliases}>
            {node.aliases.map((alias) => (
              <Badge key={alias} variant="outline" size="sm">
                {alias}
              </Badge>
            ))}
          </div>
        ) : null}
        <div className={classes.relations}>{relations}</div>
        {isFocus ? (
          <div className={classes.here}>You look from here</div>
        ) : (
          <Link
            to="/p/$project/lineage"
            params={{ project: slug }}
            search={{ kind: node.kind, id: node.id }}
            className={classes.reroot}
            aria-label={`Show its lineage: ${node.name}`}
          >
            Show its lineage
          </Link>
        )}
      </div>
    </li>
  );
});

/** The first digits, without the name of the algorithm. */
function shortHash(hash: string): string {
  return hash.replace(/^\w+:/, '').slice(0, 8);
}
