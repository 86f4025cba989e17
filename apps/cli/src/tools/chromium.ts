import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macPrograms = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const playwrightPrograms = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
];

/** The Chromium for browser tests: the one named by the environment, on PATH, or in Playwright's cache; else null. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const named = env.PREFLOOP_CHROMIUM ?? env.CHROMIUM_PATH;
  // A name that was given is taken as it is: quietly using another browser would hide the mistake.
  if (named !== undefined && named !== '') return named;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const program of [...onPath, ...macPrograms, ...(await playwrightBrowsers(env))]) {
    if (await isProgram(program)) return program;
  }
  return null;
}

async function playwrightBrowsers(env: NodeJS.ProcessEnv): Promise<string[]> {
  const usual = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright';
  const folder = env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), usual);
  // No such folder: Playwright has installed nothing here.
  const entries = await readdir(folder).catch(() => []);
  const versions = entries.filter((name) => /^chromium-\d+$/.test(name));
  versions.sort((a, b) => Number(b.slice('chromium-'.length)) - Number(a.slice('chromium-'.length)));
  return versions.flatMap((version) => playwrightPrograms.map((program) => join(folder, version, program)));
}

export async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
