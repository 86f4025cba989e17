import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { everybody, responseRow } from '@prefloop/contract';
import {
  addModelVersion,
  addPrompts,
  createBatch,
  createGuideline,
  createProject,
  type DbOrTransaction,
  hasProjects,
  insertResponses,
  openDatabase,
  toNewPrompt,
  updateBatch,
} from '@prefloop/db';
import { demoFile, demoResponsesFile, readRows } from '@prefloop/formats';

const guideline = `Read the prompt, then both answers, and say which one you would rather have been given.

- **Does it do what was asked?** An answer to another question loses, however well it is written.
- **Is it right?** A wrong fact or code that cannot work weighs more than clumsy words.
- **Is it as long as it should be?** Neither padding nor a missing half earns anything.

Choose *much better* when the other one is of no use, *slightly better* when you could live with either.
Choose *tie* when you cannot tell them apart, and *both bad* when neither should be shown to anybody.

\`\`\`example
Prompt: Name three fruits, nothing else.
Good: Apple, pear, plum.
Bad: Sure! People all over the world enjoy fruits such as apples, pears and plums.
Why: Both know three fruits. Only one of them does what was asked.
\`\`\`
`;

const nobody = { actorId: null, ip: null };

/**
 * Makes the demo project in a deployment that has no project: prompts, two answers each of the bundled model to some
 * of them, and a released batch, so that a fresh start has something to rate before any model has run.
 * Returns false, and changes nothing, where there is a project already.
 */
export async function seedDemo(databaseUrl: string): Promise<boolean> {
  const database = openDatabase(databaseUrl, { max: 2 });
  try {
    return await database.db.transaction(async (tx) => {
      if (await hasProjects(tx)) return false;
      await writeDemo(tx);
      return true;
    });
  } finally {
    await database.close();
  }
}

async function writeDemo(tx: DbOrTransaction): Promise<void> {
  const project = await createProject(tx, {
    slug: 'demo',
    name: 'Demo',
    description: 'Prompts of seven kinds and a small model that answers them: rate, freeze, train, compare.',
    demo: true,
    createdBy: null,
  });
  // Another start seeded at the same moment: its project is the demo.
  if (!project) return;
  const projectId = project.id;
  await createGuideline(tx, nobody, projectId, { body: guideline, basedOn: 0 });
  const promptIds = await addDemoPrompts(tx, projectId);
  await addDemoResponses(tx, projectId, promptIds);
  const batchId = await createBatch(tx, {
    projectId,
    createdBy: null,
    name: 'First comparisons',
    composition: { pairing: { kind: 'all' }, filter: {}, seed: 0 },
    overlap: 2,
    priority: 0,
    leaseMinutes: 30,
    strategy: 'finish-started',
    audience: everybody,
    perPerson: null,
  });
  await updateBatch(tx, nobody, { projectId, batchId }, { status: 'released' });
}

async function addDemoPrompts(tx: DbOrTransaction, projectId: string): Promise<Map<string, string>> {
  const prompts = [];
  for await (const item of readRows(createReadStream(demoFile), { source: 'prefloop-demo' })) {
    if (!('row' in item) || item.row.kind !== 'prompt')
      throw new Error('the demo set has a row that is no prompt');
    prompts.push(toNewPrompt(item.row.prompt));
  }
  const stored = await addPrompts(tx, projectId, null, prompts);
  return new Map(prompts.map((prompt, index) => [prompt.sourceId, stored[index]?.id ?? '']));
}

async function addDemoResponses(
  tx: DbOrTransaction,
  projectId: string,
  promptIds: Map<string, string>,
): Promise<void> {
  const version = await addModelVersion(tx, {
    projectId,
    model: { name: 'SmolLM2-135M-Instruct', description: 'The model that comes with Prefloop.' },
    origin: 'bundled',
    status: 'preparing',
    location: {},
    createdBy: null,
  });
  if (!version) throw new Error('the bundled model could not be registered');
  const lines = (await readFile(demoResponsesFile, 'utf8')).trim().split('\n');
  const rows = lines.map((line) => {
    const { promptId: sourceId, versionId: _, ...row } = responseRow.parse(JSON.parse(line));
    const promptId = promptIds.get(sourceId);
    if (!promptId) throw new Error(`the demo set has an answer to ${sourceId}, which it does not have`);
    return { ...row, promptId, modelVersionId: version.id };
  });
  const sampling = { temperature: 0.8, topP: 0.95, topK: 0, maxNewTokens: 160 };
  await insertResponses(tx, { projectId, runId: null, sampling, rows });
}
