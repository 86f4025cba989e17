import type { RunPreflight } from '@prefloop/contract';
import { type DbOrTransaction, findVersions } from '@prefloop/db';

type Finding = RunPreflight['problems'][number];
type Found = Awaited<ReturnType<typeof findVersions>>[number];

/** Looks whether the versions that a run names can be used for what it wants of them. */
export async function checkVersions(
  db: DbOrTransaction,
  projectId: string,
  versionIds: string[],
  purpose: Found['purpose'],
  pathOf = (index: number) => `config.versionIds.${index}`,
): Promise<{ problems: Finding[]; warnings: Finding[]; local: boolean }> {
  const problems: Finding[] = [];
  const warnings: Finding[] = [];
  const versions = await findVersions(db, projectId, versionIds);
  for (const [index, id] of versionIds.entries()) {
    const path = pathOf(index);
    const version = versions.find((found) => found.id === id);
    const name = version === undefined ? '' : `${version.model} v${version.version}`;
    if (!version) {
      const message = 'This project has no such model version. Choose another one.';
      problems.push({ path, code: 'VERSION_UNKNOWN', message });
    } else if (version.purpose !== purpose) {
      problems.push({ path, ...wrongPurpose(purpose, name) });
    } else if (version.status === 'failed') {
      const message = `${name} cannot be used: ${version.error ?? 'its preparation failed.'}`;
      problems.push({ path, code: 'VERSION_FAILED', message });
    } else if (version.status === 'preparing') {
      const training = version.origin === 'trained';
      const message = `${name} is still being ${training ? 'trained' : 'prepared'}. The run waits for it.`;
      warnings.push({ path, code: training ? 'VERSION_TRAINING' : 'VERSION_PREPARING', message });
    }
  }
  return { problems, warnings, local: versions.some(({ origin }) => origin !== 'endpoint') };
}

function wrongPurpose(wanted: Found['purpose'], name: string) {
  return wanted === 'policy'
    ? { code: 'VERSION_IS_REWARD', message: `${name} is a reward model: it scores answers and writes none.` }
    : {
        code: 'VERSION_IS_POLICY',
        message: `${name} writes answers and scores none. Choose a reward model.`,
      };
}
