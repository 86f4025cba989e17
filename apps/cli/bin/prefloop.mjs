#!/usr/bin/env node
// Plain JavaScript with nothing but Node's own modules: on a fresh clone it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Prefloop needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
  );
}

/** Whether every package of the lock file that is not optional stands in node_modules with the same version. */
function matchesLock(lock) {
  const listing = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(listing)) return false;
  const installed = JSON.parse(readFileSync(listing, 'utf8')).packages;
  return Object.entries(lock.packages)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.optional && !entry.link)
    .every(([place, entry]) => installed[place]?.version === entry.version);
}

function installPackages() {
  const lockFile = join(root, 'package-lock.json');
  // Packaged without a lock file, or told to leave the packages alone: what is there has to do.
  if (!existsSync(lockFile) || process.env.PREFLOOP_NO_INSTALL === '1') return;
  const lockText = readFileSync(lockFile);
  const hash = createHash('sha256').update(lockText).digest('hex');
  const marker = join(root, 'node_modules', '.prefloop-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === hash) return;
  if (!matchesLock(JSON.parse(lockText.toString('utf8')))) npmInstall();
  writeFileSync(marker, `${hash}\n`);
}

function npmInstall() {
  process.stderr.write('Installing packages (once per release; a minute or two) …\n');
  // Under `npm start` the same npm is used again; it reads the user's own configuration.
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // The versions of the lock file, and the file stays as it is. Not `npm ci`: that refuses a lock file made where a
  // registry has no builds for other systems, and these are optional.
  // What runs the sources (tsx, vite) is a development dependency: NODE_ENV=production must not leave it out.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.error) fail(`npm could not be run (${result.error.message}). Install npm, then start again.`);
  if (result.status !== 0)
    fail('The packages could not be installed; npm says why above. Fix that, then start again.');
}

checkNode();
installPackages();
const { register } = await import('tsx/esm/api');
register();
await import('../src/main.ts');
