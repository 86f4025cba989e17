import { Button } from '@mantine/core';
import type { Lineage } from '@prefloop/contract';
import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { drawnOf } from './drawn-nodes.ts';
import classes from './lineage.module.css';
import { keyOf, neighboursOf, reach, roundsOf, stations } from './lineage-graph.ts';
import { NodeCard } from './node-card.tsx';
import { relationsOf } from './node-words.ts';
import { useLines } from './use-lines.ts';

/** The chain as a list, round by round; on a wide screen with the stations as columns and lines between the things. */
export function LineageView({ lineage }: { lineage: Lineage }) {
  const list = useRef<HTMLOListElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const focus = keyOf(lineage.focus);
  const rounds = useMemo(() => roundsOf(lineage), [lineage]);
  const neighbours = useMemo(() => neighboursOf(lineage.edges), [lineage]);
  const relations = useMemo(() => relationsOf(lineage), [lineage]);
  const lit = useMemo(() => {
    const at = pointed ?? focus;
    return new Set([at, ...reach(at, neighbours.parents), ...reach(at, neighbours.children)]);
  }, [pointed, focus, neighbours]);
  const { lines, width, height } = useLines(list, lineage.edges, opened);
  const looks = lines.map((line) => ({
    ...line,
    look: pointed !== null && lit.has(line.from) && lit.has(line.to) ? 'lit' : 'plain',
  }));
  // Lit ones last: they lie on top where lines share a way.
  const inOrder = [
    ...looks.filter(({ look }) => look === 'plain'),
    ...looks.filter(({ look }) => look === 'lit'),
  ];
  const onPoint = useCallback((key: string | null) => setPointed(key), []);
  return (
    <div className={classes.chart}>
      <div className={classes.stations} aria-hidden>
        {stations.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <div className={classes.field}>
        <svg className={classes.lines} width={width} height={height} aria-hidden>
          <defs>
            {['plain', 'lit'].map((look) => (
              <marker
                key={look}
                id={`lineage-${look}`}
                viewBox="0 0 8 8"
                refX={7}
                refY={4}
                markerWidth={8}
                markerHeight={8}
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M 0 0.5 L 7.5 4 L 0 7.5 z" className={classes.tip} data-look={look} />
              </marker>
            ))}
          </defs>
          {inOrder.map(({ from, to, path, look }) => (
            <path
              key={`${from} ${to}`}
              d={path}
              className={classes.line}
              data-look={look}
              markerEnd={`url(#lineage-${look})`}
            />
          ))}
        </svg>
        <ol className={classes.rounds} ref={list} aria-label="The chain, oldest round first">
          {rounds.map(({ name, nodes }) => (
            <li key={name} className={classes.round} data-round={name}>
              <h2 className={classes.roundName}>{name}</h2>
              <ol className={classes.nodes} aria-label={name}>
                {drawnOf(nodes, { focus, opened, round: name, neighbours }).map((item) =>
                  'node' in item ? (
                    <NodeCard
                      key={keyOf(item.node)}
                      node={item.node}
                      row={item.row}
                      isFocus={keyOf(item.node) === focus}
                      lit={pointed !== null && lit.has(keyOf(item.node))}
                      relations={relations.get(keyOf(item.node)) ?? ''}
                      onPoint={onPoint}
                    />
                  ) : (
                    <li
                      key={item.cell}
                      className={classes.more}
                      style={{ '--column': item.station + 1, '--row': item.row } as CSSProperties}
                    >
                      <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => setOpened((before) => new Set([...before, item.cell]))}
                      >
                        Show {formatCount(item.hidden)} more
                      </Button>
                    </li>
                  ),
                )}
              </ol>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
