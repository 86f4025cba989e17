import { Text } from '@mantine/core';
import { chancesToPass, type QualificationRule } from '@prefloop/contract';
import { formatPlural, formatShare } from '../../lib/format.ts';
import classes from './qualification.module.css';

const people = [
  { name: 'Flips a coin', accuracy: 0.5 },
  { name: 'Is right 75% of the time', accuracy: 0.75 },
  { name: 'Is right 90% of the time', accuracy: 0.9 },
];

/** A share so near to an end that its digits would say it is there says so instead. */
function chance(value: number): string {
  if (value > 0 && value < 0.0005) return '< 0.1%';
  if (value < 1 && value > 0.9995) return '> 99.9%';
  return formatShare(value);
}

/** What a rule does, before anybody meets it. `golds`: how many there are to ask about. */
export function Chances({ rule, golds }: { rule: QualificationRule; golds: number }) {
  const { questions, passMark, attempts } = rule;
  const whole = [questions, passMark, attempts].every((value) => Number.isInteger(value) && value > 0);
  if (!whole || passMark > questions) return null;
  const fresh = Math.floor(golds / questions);
  return (
    <div>
      <table className={classes.chances}>
        <thead>
          <tr>
            <th scope="col">Passes, who</th>
            <th scope="col">at once</th>
            <th scope="col">within {formatPlural(attempts, 'attempt')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ name, accuracy }) => {
            const { one, any } = chancesToPass(rule, accuracy);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{chance(one)}</td>
                <td>{chance(any)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt={4}>
        Exact, as long as every question is new.{' '}
        {golds >= questions && fresh < attempts
          ? `${formatPlural(golds, 'gold')} are enough for ${formatPlural(fresh, 'attempt')}: later ones ask again what was explained before, and tell less.`
          : ''}
      </Text>
    </div>
  );
}
