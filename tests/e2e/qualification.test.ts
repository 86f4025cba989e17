import { expect, it } from 'vitest';
import { readGuidelines, shownPair, writeGuidelines } from '../helpers/desk.ts';
import { addGolds } from '../helpers/golds.ts';
import { answerQuestion, interlude, readOn } from '../helpers/qualifying.ts';
import { addBatch } from '../helpers/rating.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

const goodKey = ({ left }: { left: string }) => (left.startsWith('Good') ? '2' : '6');
const badKey = ({ left }: { left: string }) => (left.startsWith('Good') ? '6' : '2');

it('a lead sets a qualification, people pass it by keyboard before their first pair, and the lead sees how', async () => {
  const lead = await stage.web.user({ name: 'Ada Lead' });
  const project = await stage.web.project({ lead });
  const ben = await stage.web.member(project, 'annotator');
  const cleo = await stage.web.member(project, 'annotator');
  const batch = await addBatch(stage.web.db, project.id, { tasks: 10, name: 'Open work' });
  await addGolds(stage.web, { project, lead }, batch, 6);
  await writeGuidelines(stage.web.db, project.id, 'Take the good answer.');
  const home = `/p/${project.slug}`;

  const leads = await stage.browserOf(lead);
  const page = await stage.openPage(leads, `${home}/settings`);
  await page.getByRole('link', { name: 'Open the qualification' }).press('Enter');
  await page.getByText('Off: nobody is asked').waitFor();
  await page.getByRole('button', { name: 'Choose golds' }).press('Enter');
  await page.getByRole('checkbox', { name: 'All 6' }).press('Space');
  await page.getByRole('checkbox', { name: 'Check 5' }).press('Space');
  await looksRight(page, 'qualification-choose');
  await page.getByRole('button', { name: 'Take 5' }).press('Enter');
  await page.getByLabel('Explanation of question 1').fill('The *good* one says so itself.');
  await page.getByRole('button', { name: 'Question 2 up' }).press('Enter');
  await page.getByLabel('Questions in an attempt').fill('3');
  await page.getByLabel('Right answers to pass').fill('2');
  await page.getByRole('combobox', { name: 'Order' }).press('Enter');
  await page.getByRole('option', { name: 'As listed above' }).click();
  const coin = page.getByRole('row', { name: /Flips a coin/ });
  // Two or three heads of three: a half, and three quarters in two attempts.
  expect(await coin.innerText()).toMatch(/50\.0%\s+75\.0%/);
  await page.getByText('5 golds are enough for 1 attempt').waitFor();
  await page.getByRole('switch', { name: 'Whoever rates has to pass it first' }).press('Space');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByText('On: whoever rates passes it').waitFor();
  await page.reload();
  expect(await page.getByLabel('Explanation of question 2').inputValue()).toBe(
    'The *good* one says so itself.',
  );

  const bens = await stage.browserOf(ben);
  const desk = await stage.openPage(bens, home);
  await desk.getByText('Before the first pair you pass a qualification: of 3 pairs').waitFor();
  await desk.goto(`${home}/rate`);
  await readGuidelines(desk);
  expect(await interlude(desk)).toBe('to-begin');
  await looksRight(desk, 'qualification-begin');
  await desk.keyboard.press('Enter');
  const first = await shownPair(desk);
  expect(first.prompt).toBe('Check 1');
  await desk.getByText('Once given, an answer here cannot be changed.').waitFor();
  expect(await desk.locator('header').getByText('1 of 3').count()).toBe(1);
  await looksRight(desk, 'qualification-question');
  // Another tab has the same question; answered there too, the first answer stays.
  const other = await stage.openPage(bens, `${home}/rate`);
  expect((await shownPair(other)).token).toBe(first.token);
  expect((await answerQuestion(desk, goodKey)).right).toBe(true);
  const late = await answerQuestion(other, badKey);
  expect(late.right).toBe(true);
  await other.close();
  await readOn(desk);
  const wrong = await answerQuestion(desk, badKey);
  expect(wrong).toMatchObject({ right: false });
  expect(wrong.words).toMatch(/Not right\s+You said: [AB] is better\. What is right: [AB] is better\./);
  expect(wrong.words).toContain('The good one says so itself.');
  await looksRight(desk, 'qualification-explained');
  await desk.reload();
  await desk.locator('[data-explained=ready]').waitFor();
  await readOn(desk);
  await page.getByText('in the middle of it').waitFor();
  await answerQuestion(desk, badKey);
  await desk.keyboard.press('Enter');
  expect(await interlude(desk)).toBe('failed');
  await desk.getByText('1 of 3 right; it takes 2.').waitFor();
  await looksRight(desk, 'qualification-failed');
  await desk.keyboard.press('Enter');
  for (let n = 0; n < 3; n += 1) {
    expect((await answerQuestion(desk, goodKey)).right).toBe(true);
    if (n < 2) await readOn(desk);
  }
  await desk.keyboard.press('Enter');
  expect(await interlude(desk)).toBe('passed');
  await desk.keyboard.press('Enter');
  expect((await shownPair(desk)).prompt).toMatch(/^(Question|Check 5)/);

  // Nothing but wrong answers, twice: then only the lead can help.
  const cleos = await stage.openPage(await stage.browserOf(cleo), `${home}/rate`);
  await readGuidelines(cleos);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await interlude(cleos);
    await cleos.keyboard.press('Enter');
    for (let n = 0; n < 3; n += 1) {
      await answerQuestion(cleos, badKey);
      if (n < 2) await readOn(cleos);
    }
    await cleos.keyboard.press('Enter');
  }
  await cleos.getByText('No attempt is left. Ask your lead').waitFor();
  await page.reload();
  const people = page.getByRole('list', { name: 'People' });
  await people.getByText('67% right (30% to 90%, n = 6). 2 attempts').waitFor();
  await people.locator('summary').first().press('Enter');
  await people.locator('summary').last().press('Enter');
  await people.getByText('Attempt 2: not passed, 0 of 3 right, 2 of 3 needed').waitFor();
  await looksRight(page, 'qualification-lead');
  await page.getByRole('button', { name: `Grant ${cleo.name} another attempt` }).press('Enter');
  await people.getByText('2 attempts, 1 left').waitFor();
  await interlude(cleos);
  await cleos.keyboard.press('Enter');
  await cleos.getByText('1 attempt left.').waitFor();
  await page.getByRole('button', { name: `Let ${cleo.name} off` }).press('Enter');
  await people.getByText('let off').waitFor();
  await cleos.reload();
  await shownPair(cleos);
});
