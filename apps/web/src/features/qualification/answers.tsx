import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../components/query-view.tsx';
import { answerWords } from '../../lib/answer-words.ts';
import { useProject } from '../../lib/project.ts';
import classes from './qualification.module.css';
import { answersQuery, type Person } from './qualification-query.ts';

const saidWords = { ...answerWords, skip: 'Skipped' };
const results = { open: 'under way', passed: 'passed', failed: 'not passed' };

/** Every answer of a person beside what is right, attempt by attempt. A and B are those of the list of questions. */
export function Answers({ person }: { person: Person }) {
  const { slug } = useProject();
  const answers = useQuery(answersQuery(slug, person.userId));
  return (
    <QueryView query={answers} loading="Loading the answers">
      {({ items }) =>
        person.attempts.map(({ number, result, right, answered, passMark, questions }) => (
          <section key={number} aria-label={`Attempt ${number}`}>
            <Text size="sm" c="dimmed" mt="xs" className={classes.figures}>
              Attempt {number}: {results[result]}, {right} of {answered} right, {passMark} of {questions}{' '}
              needed
            </Text>
            <ol className={classes.answers}>
              {items
                .filter(({ attempt }) => attempt === number)
                .map((item) => (
                  <li key={item.place} value={item.place}>
                    <Text component="span" size="sm" fw={600}>
                      {item.right ? 'Right' : 'Not right'}
                    </Text>
                    <Text component="span" size="sm" dir="auto">
                      {' '}
                      · {saidWords[item.said]}
                      {item.right ? '' : `; right is: ${answerWords[item.answer]}`} ·{' '}
                      {item.asked.slice(0, 120)}
                      {item.comment ? ` · “${item.comment}”` : ''}
                    </Text>
                  </li>
                ))}
            </ol>
          </section>
        ))
      }
    </QueryView>
  );
}
