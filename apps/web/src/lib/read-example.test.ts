import { describe, expect, it } from 'vitest';
import { exampleTemplate, readExample } from './read-example.ts';

const inside = (block: string) => block.split('\n').slice(1, -1).join('\n');

describe('readExample', () => {
  it('reads what the editor offers', () => {
    expect(readExample(inside(exampleTemplate))).toMatchObject({
      prompt: 'How far is the moon?',
      answers: [{ quality: 'good' }, { quality: 'bad' }],
      why: expect.stringContaining('what was asked for'),
    });
  });

  it('keeps lines, order and indented labels, whatever the case and the line ends', () => {
    const block = [
      'prompt: List two fruits.',
      'BAD: Sure!',
      '',
      '- apple',
      '  Why: not asked',
      'good:',
      '- apple',
      '- pear',
    ];
    expect(readExample(block.join('\r\n'))).toEqual({
      prompt: 'List two fruits.',
      answers: [
        { quality: 'bad', text: 'Sure!\n\n- apple\n  Why: not asked' },
        { quality: 'good', text: '- apple\n- pear' },
      ],
      why: null,
    });
  });

  it.each([
    ['', 'nothing under “Prompt:”'],
    ['Prompt: a\nGood: b', 'nothing under “Bad:”'],
    ['Prompt: a\nGood:\nBad: c', 'nothing under “Good:”'],
    ['Good: b\nBad: c', 'nothing under “Prompt:”'],
    ['Prompt: a\nGood: b\nBad: c\nGood: d', '“Good:” twice'],
    ['An example\nPrompt: a\nGood: b\nBad: c', 'belongs to no part'],
    ['Goodness: b', 'belongs to no part'],
  ])('says what is wrong with %j', (block, words) => {
    expect(readExample(block)).toEqual({ fault: expect.stringContaining(words) });
  });
});
