import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * Writes src/generated/api.d.ts from the OpenAPI document of the API as it stands in this checkout.
 * `--check` writes nothing and fails when the file is not what would be written.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const target = fileURLToPath(new URL('../src/generated/api.d.ts', import.meta.url));
const tsx = createRequire(`${root}/package.json`).resolve('tsx');

const printed = execFileSync(process.execPath, ['--import', tsx, 'apps/api/src/print-openapi.ts'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const banner = '// Made by `npm run generate` from the OpenAPI document. Not edited by hand.\n';
const types = banner + astToString(await openapiTS(printed, { alphabetize: true }));

if (!process.argv.includes('--check')) {
  writeFileSync(target, types);
} else if (readFileSync(target, 'utf8') !== types) {
  process.stderr.write('packages/sdk/src/generated/api.d.ts is not current: run `npm run generate`.\n');
  process.exitCode = 1;
}
