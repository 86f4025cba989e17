import { Checkbox, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { type RatingFormSpec, ratingFlag, ratingScale, singleScale } from '@prefloop/contract';
import { Section } from '../../../components/section.tsx';
import { flagWords } from '../../../lib/flag-words.ts';
import { CriteriaField } from './criteria-field.tsx';
import { kindsOf, scaleWords, verdictKindWords } from './form-words.ts';
import { NamedListField } from './named-list-field.tsx';

const scales = [2, 3, 4, 7, 8].map((points) => ({ value: String(points), label: String(points) }));

type Props = { spec: RatingFormSpec; onChange: (spec: RatingFormSpec) => void };

/** Everything that a lead decides about a form. */
export function FormFields({ spec, onChange }: Props) {
  const { pair, comment } = spec;
  const odd = pair.scale % 2 === 1;
  const set = (part: Partial<RatingFormSpec>) => onChange(withoutLooseEnds({ ...spec, ...part }));
  const setPair = (part: Partial<RatingFormSpec['pair']>) => set({ pair: { ...pair, ...part } });
  return (
    <>
      <Section title="Pairs" note="How finely two answers are told apart. One key is one rating.">
        <Stack>
          <div>
            <SegmentedControl
              aria-label="Points of the scale"
              data={scales}
              value={String(pair.scale)}
              onChange={(value) => {
                const scale = ratingScale.parse(Number(value));
                setPair({ scale, tie: scale % 2 === 1 || pair.tie });
              }}
            />
            <Text size="sm" c="dimmed" mt={4}>
              {scaleWords[pair.scale]}
            </Text>
          </div>
          <Switch
            label="Tie"
            description={odd ? 'The middle of an odd scale, always.' : 'A key of its own, T.'}
            checked={pair.tie}
            disabled={odd}
            onChange={(event) => setPair({ tie: event.currentTarget.checked })}
          />
          <Switch
            label="Both good"
            description="Told apart from a tie; key V."
            checked={pair.bothGood}
            onChange={(event) => setPair({ bothGood: event.currentTarget.checked })}
          />
          <Switch
            label="Both bad"
            description="Told apart from a tie; key X. Such pairs train nothing unless a snapshot says so."
            checked={pair.bothBad}
            onChange={(event) => setPair({ bothBad: event.currentTarget.checked })}
          />
        </Stack>
      </Section>
      <Section
        title="One response by itself"
        note="In batches of single responses: what they are judged by, for methods that learn from good and bad answers instead of pairs."
      >
        <SegmentedControl
          aria-label="Scale of a single response"
          data={[
            { value: 'thumbs', label: 'Good or bad' },
            { value: 'grades', label: '1 to 5' },
          ]}
          value={spec.single.scale}
          onChange={(value) => set({ single: { scale: singleScale.parse(value) } })}
        />
      </Section>
      <Section
        title="Rankings"
        note="In batches of rankings: several responses put in order, the best first."
      >
        <Stack>
          <Switch
            label="Ties"
            description="Responses may be placed as equal; key T."
            checked={spec.ranking.ties}
            onChange={(event) => set({ ranking: { ...spec.ranking, ties: event.currentTarget.checked } })}
          />
          <Switch
            label="Not all of them"
            description="Responses may be left without a place: they are compared with nothing."
            checked={spec.ranking.partial}
            onChange={(event) => set({ ranking: { ...spec.ranking, partial: event.currentTarget.checked } })}
          />
        </Stack>
      </Section>
      <Section
        title="Skipping"
        note="Why a task may be passed over; it then goes to somebody else. Keys 1 to 9 after S."
      >
        <NamedListField
          items={spec.skipReasons}
          most={9}
          longest={{ label: 60, hint: 120 }}
          words={{ one: 'Reason', none: 'Nobody can skip a task.' }}
          keyed
          make={(named) => named}
          onChange={(skipReasons) => set({ skipReasons })}
        />
      </Section>
      <Section
        title="Criteria"
        note="Further questions about a pair, on key R, answered before the verdict. Golds and qualifications ask for the verdict alone."
      >
        <CriteriaField criteria={spec.criteria} onChange={(criteria) => set({ criteria })} />
      </Section>
      <Section title="Flags" note="Marks beside the rating, on key F, for you to look at.">
        <Checkbox.Group
          aria-label="Flags"
          value={spec.flags}
          onChange={(chosen) => set({ flags: ratingFlag.options.filter((flag) => chosen.includes(flag)) })}
        >
          <Stack gap="xs">
            {ratingFlag.options.map((flag) => (
              <Checkbox
                key={flag}
                value={flag}
                label={flagWords[flag].label}
                description={flagWords[flag].hint}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      </Section>
      <Section title="Better answers" note="An answer of a pair edited, or written anew, on key E.">
        <Switch
          label="People may write a better answer"
          description="It stands above both: a snapshot can take it as two more pairs, or as a demonstration."
          checked={spec.editing}
          onChange={(event) => set({ editing: event.currentTarget.checked })}
        />
      </Section>
      <Section
        title="Critique of parts"
        note="A part of an answer of a pair marked, with what is to be said about it, on key K."
      >
        <Switch
          label="People may criticise parts of the answers"
          description="Kept with the rating and its place in the answer, for you to read and to take away as a file."
          checked={spec.critiquing}
          onChange={(event) => set({ critiquing: event.currentTarget.checked })}
        />
      </Section>
      <Section title="Comment" note="What decided it, in the annotator's own words, on key C.">
        <Stack>
          <Switch
            label="Comments"
            checked={comment.allowed}
            onChange={(event) => {
              const allowed = event.currentTarget.checked;
              set({ comment: { allowed, requiredFor: allowed ? comment.requiredFor : [] } });
            }}
          />
          {comment.allowed ? (
            <Checkbox.Group
              label="No rating without a comment for"
              value={comment.requiredFor}
              onChange={(chosen) =>
                set({
                  comment: {
                    ...comment,
                    requiredFor: kindsOf(spec).filter((kind) => chosen.includes(kind)),
                  },
                })
              }
            >
              <Group mt="xs">
                {kindsOf(spec).map((kind) => (
                  <Checkbox key={kind} value={kind} label={verdictKindWords[kind]} />
                ))}
              </Group>
            </Checkbox.Group>
          ) : null}
        </Stack>
      </Section>
    </>
  );
}

/** A comment cannot be asked for with what the form does not offer. */
function withoutLooseEnds(spec: RatingFormSpec): RatingFormSpec {
  const kinds = kindsOf(spec);
  const requiredFor = spec.comment.requiredFor.filter((kind) => kinds.includes(kind));
  return { ...spec, comment: { ...spec.comment, requiredFor } };
}
