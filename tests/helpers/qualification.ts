import { type MyQualification, myQualification, qualificationCandidates } from '@prefloop/contract';
import type { TestUser } from './app.ts';

type Rule = {
  enabled?: boolean;
  questions?: number;
  passMark?: number;
  attempts?: number;
  order?: 'stated' | 'random';
};

/** Sets a project's qualification over all golds that it has, the oldest first. Each is explained by its prompt. */
export async function setQualification(url: string, lead: TestUser, rule: Rule): Promise<string[]> {
  const found = await lead.get(`${url}/qualification/candidates`);
  const items = qualificationCandidates.parse(found.json()).items.map(({ goldId, prompt }) => ({
    goldId,
    explanation: `Because of ${prompt.messages[0]?.content}.`,
  }));
  const body = { enabled: true, questions: 4, passMark: 3, attempts: 2, order: 'stated', ...rule, items };
  const answer = await lead.put(`${url}/qualification`, body);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return items.map(({ goldId }) => goldId);
}

/** Goes on from where somebody stands: begins an attempt, or leaves an explanation. */
export async function step(url: string, who: TestUser, from: string | null = null): Promise<MyQualification> {
  const answer = await who.post(`${url}/rate/qualification/steps`, { from });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return myQualification.parse(answer.json());
}

/** Prefers the good answer of the question, or the bad one. */
export async function answer(
  url: string,
  who: TestUser,
  question: MyQualification['question'],
  right: boolean,
): Promise<MyQualification> {
  if (!question) throw new Error('there is no question');
  const goodIsLeft = question.responses[0].text.startsWith('Good');
  const body = {
    token: question.token,
    verdict: { verdict: 'preference', strength: goodIsLeft === right ? -2 : 2 },
    activeMs: 2_000,
  };
  const stored = await who.post(`${url}/rate/qualification/answers`, body);
  if (stored.statusCode !== 200) throw new Error(stored.body);
  return myQualification.parse(stored.json());
}

/** One attempt: the first `right` questions are answered right, the others wrong. Answers where it leads to. */
export async function attempt(url: string, who: TestUser, right: number): Promise<MyQualification> {
  let now = await step(url, who);
  for (let place = 0; now.state === 'question'; place += 1) {
    const { question } = now;
    await answer(url, who, question, place < right);
    now = await step(url, who, question?.token);
  }
  return now;
}
