import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askedOf, PairTexts } from '../../components/pair-texts.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { answerWords } from '../../lib/answer-words.ts';
import { useProject } from '../../lib/project.ts';
import classes from './qualification.module.css';
import { candidatesQuery, type Item } from './qualification-query.ts';

type Props = { chosen: Item[]; onChoose: (items: Item[]) => void; onClose: () => void };

/** All golds in use of the project: ticked ones are asked about. What was chosen keeps its place and its words. */
export function ChooseDialog({ chosen, onChoose, onClose }: Props) {
  const { slug } = useProject();
  const candidates = useQuery(candidatesQuery(slug));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(chosen.map(({ goldId }) => goldId)));
  const toggle = (goldId: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(goldId);
    else next.delete(goldId);
    setTicked(next);
  };
  const take = (items: Item[]) => {
    const kept = chosen.filter(({ goldId }) => ticked.has(goldId));
    const known = new Set(kept.map(({ goldId }) => goldId));
    onChoose([...kept, ...items.filter(({ goldId }) => ticked.has(goldId) && !known.has(goldId))]);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Golds to ask about" size="lg">
      <QueryView query={candidates} loading="Looking for golds">
        {({ items }) =>
          items.length === 0 ? (
            <Text>
              This project has no golds yet. A batch’s page proposes pairs that everybody agrees on, and a
              prompt’s page makes a gold of any pair that is rated.
            </Text>
          ) : (
            <Stack gap="xs">
              <Checkbox
                label={`All ${items.length}`}
                checked={items.every(({ goldId }) => ticked.has(goldId))}
                indeterminate={ticked.size > 0 && items.some(({ goldId }) => !ticked.has(goldId))}
                onChange={(event) =>
                  setTicked(new Set(event.currentTarget.checked ? items.map(({ goldId }) => goldId) : []))
                }
              />
              <ul className={classes.list}>
                {items.map((item) => (
                  <li key={item.goldId} className={classes.row}>
                    <Checkbox
                      label={askedOf(item)}
                      description={`${answerWords[item.answer]} · ${item.batch}`}
                      checked={ticked.has(item.goldId)}
                      onChange={(event) => toggle(item.goldId, event.currentTarget.checked)}
                    />
                    <PairTexts pair={item} />
                  </li>
                ))}
              </ul>
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  Cancel
                </Button>
                <Button onClick={() => take(items)}>Take {ticked.size}</Button>
              </Group>
            </Stack>
          )
        }
      </QueryView>
    </Modal>
  );
}
