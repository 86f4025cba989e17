import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Without a record of earlier runs vitest starts the longest files, by size. These take minutes, the longest first. */
const slow = [
  'loop.data.test.ts',
  'accessibility.test.ts',
  'start.test.ts',
  'loop.test.ts',
  'real-generate.test.ts',
  'rating-screen.test.ts',
  'rating.test.ts',
  'guidelines.test.ts',
  'statistics.test.ts',
  'training.test.ts',
  'four-people.data.test.ts',
];

/** The order in which test files start: those that take longest first, so that none is left over at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = slow.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? slow.length : at;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
