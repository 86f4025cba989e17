import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { askedOf, PairTexts } from '../../../components/pair-texts.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { answerWords, rightWords } from '../../../lib/answer-words.ts';
import { api, ok } from '../../../lib/api.ts';
import { formatPlural } from '../../../lib/format.ts';
import { useProject } from '../../../lib/project.ts';
import type { BatchItem } from '../batches-query.ts';
import { AttentionDialog } from './attention-dialog.tsx';
import { ProposalsDialog } from './proposals-dialog.tsx';
import classes from './quality.module.css';
import { type GoldItem, goldsQuery } from './quality-query.ts';

/** The golds of a batch: how often each was answered right, and where more come from. */
export function Checks({ batch, children }: { batch: BatchItem; children: ReactNode }) {
  const { slug } = useProject();
  const client = useQueryClient();
  const golds = useQuery(goldsQuery(slug, batch.id));
  const [proposing, setProposing] = useState(false);
  const [writing, setWriting] = useState(false);
  const [leaving, setLeaving] = useState<GoldItem | null>(null);
  const retire = useMutation({
    mutationFn: (gold: string) =>
      ok(
        api.POST('/v1/projects/{project}/golds/{gold}/retire', { params: { path: { project: slug, gold } } }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['project', slug, 'batches', batch.id] });
      close();
    },
  });
  const close = () => {
    retire.reset();
    setLeaving(null);
  };
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>Golds</Title>
        <Group gap="xs">
          <Button variant="default" onClick={() => setWriting(true)}>
            Write an attention check
          </Button>
          <Button variant="default" onClick={() => setProposing(true)}>
            Add golds
          </Button>
        </Group>
      </Group>
      <Text c="dimmed" mb="sm">
        Pairs whose right verdict is known, mixed in among the others and looking the same. Whoever misses too
        many is paused. They count nowhere else. An attention check is one of your own that says itself which
        answer to choose; 3 wrong of any 10 pause.
      </Text>
      {children}
      <QueryView query={golds} loading="Loading the golds">
        {({ items }) =>
          items.length === 0 ? (
            <Text mt="md">None yet: nobody is checked in this batch.</Text>
          ) : (
            <details className={classes.details}>
              <summary>
                {formatPlural(items.filter(({ retiredAt }) => retiredAt === null).length, 'gold')} in use
              </summary>
              <ul className={classes.list}>
                {items.map((gold) => (
                  <li key={gold.id} className={classes.row}>
                    <div className={classes.head}>
                      <div className={classes.words}>
                        <Text className={classes.excerpt} dir="auto">
                          {askedOf(gold)}
                        </Text>
                        <Text size="sm" c="dimmed" className={classes.figures}>
                          {answerWords[gold.answer]} · {rightWords(gold.right)}
                          {gold.attention ? ' · attention check' : ''}
                          {gold.retiredAt ? ' · retired' : ''}
                          {gold.explanation ? ` · ${gold.explanation}` : ''}
                        </Text>
                      </div>
                      {gold.retiredAt ? null : (
                        <Button size="xs" variant="default" onClick={() => setLeaving(gold)}>
                          Retire
                        </Button>
                      )}
                    </div>
                    <PairTexts pair={gold} />
                  </li>
                ))}
              </ul>
            </details>
          )
        }
      </QueryView>
      {writing ? <AttentionDialog batch={batch} onClose={() => setWriting(false)} /> : null}
      {proposing ? <ProposalsDialog batch={batch} onClose={() => setProposing(false)} /> : null}
      <ConfirmDialog
        opened={leaving !== null}
        title="Retire this gold?"
        verb="Retire"
        pending={retire.isPending}
        error={retire.error}
        onConfirm={() => leaving && retire.mutate(leaving.id)}
        onClose={close}
      >
        Nobody gets it any more. What people said of it stays, and counts neither for nor against them.
      </ConfirmDialog>
    </section>
  );
}
