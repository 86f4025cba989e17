import type { Criterion, Disagreement } from '@prefloop/contract';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { flagWords } from '../../../lib/flag-words.ts';
import { strengthWords } from '../../../lib/strength-words.ts';
import { BesideVerdict } from '../beside-verdict.tsx';
import classes from './decide.module.css';

type Vote = Disagreement['votes'][number];

function words({ verdict, strength, scale }: Vote): string {
  switch (verdict) {
    case 'tie':
      return 'Tie';
    case 'both_good':
      return 'Both good';
    case 'both_bad':
      return 'Both bad';
    case 'preference':
      return `${(strength ?? 0) < 0 ? 'A' : 'B'} is ${strengthWords(strength ?? 0, scale ?? 7)}`;
  }
}

/** What everybody said, A and B as they stand on this screen. */
export function VoteList({ votes, asked }: { votes: readonly Vote[]; asked: readonly Criterion[] }) {
  return (
    <ul className={classes.votes} aria-label="What people said">
      {votes.map((vote) => (
        <li
          key={`${vote.kind} ${vote.annotator} ${vote.ratedAt}`}
          className={classes.vote}
          data-kind={vote.kind}
        >
          <span className={classes.said}>{words(vote)}</span>
          <span className={classes.who}>
            {vote.kind === 'adjudication' ? 'Decided by ' : ''}
            {vote.annotator}, <TimeAgo at={vote.ratedAt} />
            {vote.flags.length > 0
              ? ` · flagged: ${vote.flags.map((flag) => flagWords[flag].label.toLowerCase()).join(', ')}`
              : ''}
          </span>
          <BesideVerdict {...vote} asked={asked} />
          {vote.comment ? (
            <span className={classes.comment} dir="auto">
              {vote.comment}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
