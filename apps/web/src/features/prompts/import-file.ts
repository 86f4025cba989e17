import type { ImportRecord, ImportSettings } from '@prefloop/contract';
import { api, ok } from '../../lib/api.ts';

/** The part of a file that is looked at before the import. */
const head = 1024 * 1024;
const asIs = (body: unknown) => body as Blob;
const headers = { 'content-type': 'application/octet-stream' };

const query = (source: string, settings: ImportSettings) => ({ source, settings: JSON.stringify(settings) });

/** How the server would read the file under these settings. */
export function previewFile(project: string, file: File, source: string, settings: ImportSettings) {
  return ok(
    api.POST('/v1/projects/{project}/imports/preview', {
      params: { path: { project }, query: query(source, settings) },
      body: file.slice(0, head),
      bodySerializer: asIs,
      headers,
    }),
  );
}

export type ImportPreview = Awaited<ReturnType<typeof previewFile>>;

/** Sends the whole file; resolves when its last row is stored. */
export function sendFile(
  project: string,
  file: File,
  source: string,
  settings: ImportSettings,
): Promise<ImportRecord> {
  return ok(
    api.POST('/v1/projects/{project}/imports', {
      params: { path: { project }, query: query(source, settings) },
      body: file,
      bodySerializer: asIs,
      headers,
    }),
  );
}
