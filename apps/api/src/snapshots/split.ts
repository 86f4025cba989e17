import { createHash } from 'node:crypto';

type Message = { role: string; content: string };

/**
 * A prompt's group: equal for prompts that differ in white space or Unicode form alone, so that no question stands
 * in two splits under two ids.
 */
export function promptGroup(messages: Message[]): string {
  const normalised = messages.map(({ role, content }) => [
    role,
    content.normalize('NFKC').replace(/\s+/g, ' ').trim(),
  ]);
  return createHash('sha256').update(JSON.stringify(normalised)).digest('hex').slice(0, 32);
}

/** Which split a group falls into: decided by hash and seed alone, so it stays when other prompts come and go. */
export function splitOf(group: string, seed: number, evalShare: number): 'train' | 'eval' {
  const digest = createHash('sha256').update(`${seed}\n${group}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < evalShare ? 'eval' : 'train';
}
