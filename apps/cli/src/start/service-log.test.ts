import { expect, test } from 'vitest';
import { notableText } from './service-log.ts';

test('warnings and errors are shown with their cause', () => {
  expect(notableText('{"level":40,"msg":"disk is nearly full"}')).toBe('disk is nearly full');
  expect(notableText('{"level":50,"msg":"request failed","err":{"message":"timeout"}}')).toBe(
    'request failed: timeout',
  );
  expect(notableText('{"level":50,"err":{"message":"timeout"}}')).toBe('timeout');
});

test('quieter lines, plain text and torn JSON are kept for the file', () => {
  expect(notableText('{"level":30,"msg":"listening"}')).toBeNull();
  expect(notableText('plain text')).toBeNull();
  expect(notableText('{"level":50,"msg":"to')).toBeNull();
});
