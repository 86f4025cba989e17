import classes from './statistics.module.css';

const definitions = [
  ['Same verdict', 'Of all pairs of ratings of one pair, the share that say the same, strength aside.'],
  [
    'Fleiss’ kappa',
    'That share beyond what chance gives: 0 is chance, 1 full agreement, below 0 worse than chance.',
  ],
  [
    'Krippendorff’s alpha',
    'The same idea for any number of ratings a pair. Over verdicts, any two that differ are equally far apart; over strengths, “much better” and “better” are closer than “better” and “worse”.',
  ],
  ['Cohen’s kappa', 'The same for two people: what they agree on beyond what their own habits would give.'],
  [
    'Agreement with others',
    'How many of the other people who rated the same pairs said the same, on average.',
  ],
  [
    'Accuracy',
    'How often somebody hits the verdict that is most likely true, given everybody’s ratings and habits (Dawid-Skene). It knows no mistake that most people share.',
  ],
  ['Weight', 'Accuracy beyond chance, from 0 to 1, drawn to the average while ratings are few.'],
  [
    'Left pull',
    'From -1 to 1: by how much more often somebody picks the left answer because it is left. 0 is none.',
  ],
  ['Open', 'How unsettled a pair is, in bits: 0 is settled, 1 is a toss-up between two verdicts.'],
] as const;

/** One line on each number of the section, by mouse, keyboard and touch alike. */
export function Definitions() {
  return (
    <details className={classes.definitions}>
      <summary>What these numbers mean</summary>
      <dl>
        {definitions.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
