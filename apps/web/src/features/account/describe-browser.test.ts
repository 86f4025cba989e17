import { expect, it } from 'vitest';
import { i18n } from '../../lib/i18n/i18n.ts';
import { describeBrowser } from './describe-browser.ts';

const t = i18n.getFixedT('en', 'account');

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36 Edg/129.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Version/17.6 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl'],
])('%s', (userAgent, told) => {
  expect(describeBrowser(userAgent, t)).toBe(told);
});

it('names what has no name', () => {
  expect(describeBrowser(null, t)).toBe('An unnamed program');
});
