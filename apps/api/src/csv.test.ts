import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('a cell is quoted where its text would break the line', () => {
  expect(csvLine(['a', 'b,c', 'say "no"', 'two\nlines', null, 7])).toBe(
    'a,"b,c","say ""no""","two\nlines",,7\r\n',
  );
});

test('what a spreadsheet would run is told as text, numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@sum', '\tx', -1.5])).toBe("'=1+1,'+1,'-1,'@sum,'\tx,-1.5\r\n");
  expect(csvLine(['=HYPERLINK("x","y")'])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n');
  expect(csvLine(['\r=1'])).toBe('"\'\r=1"\r\n');
});
