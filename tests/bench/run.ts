import { type BenchResult, type Report, tableOf } from './bench.ts';

type Benchmark = { about: string; load: () => Promise<{ run: (report: Report) => Promise<BenchResult> }> };

/** Every benchmark there is. One file each; loaded when it is asked for. */
const benchmarks: Record<string, Benchmark> = {
  claim: {
    about: 'claim and submit over HTTP at 50 and 500 clients, beside the textbook lease query',
    load: () => import('./claim.ts'),
  },
  paint: {
    about: 'key press to next pair painted, beside drawing it on the key press',
    load: () => import('./paint.ts'),
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
