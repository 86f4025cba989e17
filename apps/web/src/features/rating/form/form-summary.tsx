import { List, Text } from '@mantine/core';
import { defaultRatingKeys, type RatingFormSpec } from '@prefloop/contract';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { flagWords } from '../../../lib/flag-words.ts';
import { optionsOf } from '../options.ts';
import { criterionAnswerWords, verdictKindWords } from './form-words.ts';

/** A form in words, part by part. */
export function FormSummary({ spec }: { spec: RatingFormSpec }) {
  const { t } = useTranslation('rating');
  const { scale, beside } = optionsOf(spec, t);
  return (
    <>
      <Section title="Pairs" note={`${spec.pair.scale} points`}>
        <List listStyleType="none">
          {[...scale, ...beside].map(({ id, label }) => (
            <List.Item key={id} icon={<kbd>{defaultRatingKeys[id].toUpperCase()}</kbd>}>
              {label}
            </List.Item>
          ))}
        </List>
      </Section>
      <Section title="One response by itself">
        <Text>{spec.single.scale === 'thumbs' ? 'Good or bad.' : '1 to 5, 5 the best.'}</Text>
      </Section>
      <Section title="Rankings">
        <Text>
          {spec.ranking.ties ? 'Ties are allowed' : 'No ties'};{' '}
          {spec.ranking.partial ? 'not all responses need a place.' : 'every response needs a place.'}
        </Text>
      </Section>
      <Section title="Skipping">
        {spec.skipReasons.length === 0 ? (
          <Text>Nobody can skip a task.</Text>
        ) : (
          <List listStyleType="none">
            {spec.skipReasons.map(({ code, label, hint }, place) => (
              <List.Item key={code} icon={<kbd>{place + 1}</kbd>}>
                {label}
                {hint === '' ? null : (
                  <Text component="span" c="dimmed">
                    {' '}
                    · {hint}
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        )}
      </Section>
      <Section title="Flags">
        <Text>{spec.flags.map((flag) => flagWords[flag].label).join(', ') || 'None.'}</Text>
      </Section>
      <Section title="Criteria">
        {spec.criteria.length === 0 ? (
          <Text>None.</Text>
        ) : (
          <List listStyleType="none">
            {spec.criteria.map(({ code, label, hint, answer, required }) => (
              <List.Item key={code}>
                {label}
                <Text component="span" c="dimmed">
                  {' '}
                  · {criterionAnswerWords[answer]}
                  {required ? ', required' : ''}
                  {hint === '' ? '' : ` · ${hint}`}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
      </Section>
      <Section title="Better answers">
        <Text>{spec.editing ? 'May be written, and stand above both.' : 'None.'}</Text>
      </Section>
      <Section title="Critique of parts">
        <Text>{spec.critiquing ? 'Parts of an answer may be marked and criticised.' : 'None.'}</Text>
      </Section>
      <Section title="Comment">
        <Text>
          {spec.comment.allowed ? 'May go with every rating' : 'None'}
          {spec.comment.requiredFor.length > 0
            ? `; required with ${spec.comment.requiredFor.map((kind) => verdictKindWords[kind]).join(', ')}`
            : ''}
          .
        </Text>
      </Section>
    </>
  );
}
