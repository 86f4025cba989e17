import { type AlertRule, tellNumber } from './alert.ts';
import { changeOf, pointsOf } from './windows.ts';

/** A fall by this part of where it began is steep. */
const steep = 0.5;
/** Where the gap grows by less than this part of the fall, both sides fall alike. */
const alike = 0.2;

/** The chosen answers grow less likely while they pull away from the rejected ones. */
export const chosenFalls: AlertRule = ({ method, curves }) => {
  if (method !== 'dpo' && method !== 'simpo' && method !== 'orpo') return [];
  const chosen = changeOf(pointsOf(curves.get('logps/chosen')));
  const margin = changeOf(pointsOf(curves.get('rewards/margins')));
  if (!chosen?.falls || !margin?.rises) return [];
  const far = -chosen.by > steep * Math.abs(chosen.from);
  const learnsChosen = method === 'orpo';
  return [
    {
      code: 'chosen-falls',
      severity: far || learnsChosen ? 'warning' : 'note',
      title: far ? 'The chosen answers fall steeply' : 'The chosen answers fall too',
      happens: `The log-probability of the chosen answers went from ${tellNumber(chosen.from)} to ${tellNumber(chosen.to)} while the margin grew from ${tellNumber(margin.from)} to ${tellNumber(margin.to)}: the rejected ones fall faster.`,
      usual: learnsChosen
        ? 'Not in ORPO: its loss learns the chosen answers as well, so they should rise.'
        : `Usual for ${method === 'dpo' ? 'DPO' : 'SimPO'}: its loss sees the difference alone. ${far ? 'As steep as this it is not.' : 'A slow fall does no harm.'}`,
      watch:
        'The samples below for repetition and for words that no answer of the data has: the likelihood goes where nobody looked.',
      act: learnsChosen
        ? 'Lower the learning rate, or beta.'
        : method === 'dpo'
          ? 'Where the samples grow worse: a lower learning rate, a higher beta, or fewer steps.'
          : 'Where the samples grow worse: a lower learning rate first, since no reference holds it.',
      charts: ['logps/chosen', 'rewards/margins'],
    },
  ];
};

/** KTO pushes good and bad answers down alike. */
export const bothFall: AlertRule = ({ method, curves }) => {
  if (method !== 'kto') return [];
  const good = changeOf(pointsOf(curves.get('rewards/chosen')));
  const bad = changeOf(pointsOf(curves.get('rewards/rejected')));
  if (!good?.falls || !bad?.falls || good.by - bad.by > alike * -bad.by) return [];
  return [
    {
      code: 'both-fall',
      severity: 'warning',
      title: 'Both sides fall alike',
      happens: `The reward of good answers fell by ${tellNumber(-good.by)}, that of bad ones by ${tellNumber(-bad.by)}.`,
      usual:
        'No: good answers should rise, or at least hold. The model moves away from the data, not towards its good part.',
      watch: 'The samples below, and the KL to the reference: answers grow short, or repeat themselves.',
      act: 'Lower the learning rate, give good answers more weight, and look whether what was called good and bad differs at all.',
      charts: ['rewards/chosen', 'rewards/rejected'],
    },
  ];
};
