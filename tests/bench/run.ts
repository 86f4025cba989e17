import { type BenchResult, type Report, tableOf } from './bench.ts';

type Benchmark = { about: string; load: () => Promise<{ run: (report: Report) => Promise<BenchResult> }> };

/** Every benchmark there is. One file each; loaded when it is asked for. */
const benchmarks: Record<string, Benchmark> = {
  claim: {
    about: 'claim and submit over HTTP at 50 and 500 clients, beside the textbook lease query',
    load: () => import('./claim.ts'),
  },
  annotators: {
    about: 'a thousand people rating for ten minutes, as the rating page does it',
    load: () => import('./annotators.ts'),
  },
  outbox: {
    about:
      'ratings given in a browser under seven kinds of fault, and what of them the server has in the end',
    load: () => import('./outbox.ts'),
  },
  lineage: {
    about: 'both ways through five rounds with a million ratings and as many snapshot rows',
    load: () => import('./lineage.ts'),
  },
  paint: {
    about: 'key press to next pair painted, beside drawing it on the key press',
    load: () => import('./paint.ts'),
  },
  'long-answers': {
    about: 'two answers of 20,000 tokens: first text, keys while they are formatted, beside raw text',
    load: () => import('./long-answers.ts'),
  },
  console: {
    about: 'the lead’s console over a million ratings: navigation to figures, people and batches on screen',
    load: () => import('./console.ts'),
  },
  curves: {
    about: 'the page of a run with eight curves of 100,000 points: drawn, drawn again, cut to a part',
    load: () => import('./curves.ts'),
  },
  import: {
    about: '100,000 rated pairs through the CLI and the API, beside COPY of the raw lines',
    load: () => import('./import.ts'),
  },
  overhead: {
    about: 'a step of dpo, reward and sft beside the same training written straight from TRL',
    load: () => import('./overhead.ts'),
  },
  reward: {
    about: 'reward models on PandaLM, five seeds through the whole platform, beside length alone',
    load: () => import('./reward.ts'),
  },
  dpo: {
    about: 'one epoch of DPO through the whole platform, beside the model before it',
    load: () => import('./dpo.ts'),
  },
  methods: {
    about: 'every method on the toy task from the same wrongly labelled pairs: win rate against its start',
    load: () => import('./methods.ts'),
  },
};

function list(): void {
  console.log('npm run bench NAME [-- --json]\n');
  for (const [name, { about }] of Object.entries(benchmarks)) console.log(`  ${name.padEnd(12)} ${about}`);
}

const args = process.argv.slice(2);
const json = args.includes('--json');
const [name] = args.filter((arg) => !arg.startsWith('--'));
const benchmark = name === undefined ? undefined : benchmarks[name];
if (name === undefined) {
  list();
} else if (benchmark === undefined) {
  console.error(`There is no benchmark "${name}".\n`);
  list();
  process.exitCode = 2;
} else {
  const { run } = await benchmark.load();
  const result = await run((line) => console.error(line));
  console.log(json ? JSON.stringify(result) : tableOf(result));
}
