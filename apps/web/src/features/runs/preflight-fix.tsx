import { Link } from '@tanstack/react-router';
import { useProject } from '../../lib/project.ts';

/** Where a finding is put right, by the field that it names; null where the form itself is the place. */
export function PreflightFix({ path, code }: { path: string; code: string }) {
  const { slug } = useProject();
  const params = { project: slug };
  // Several would be fixed by a choice in this form: only what lies elsewhere needs a way.
  if (path === 'config.snapshotId') {
    return (
      <Link to="/p/$project/snapshots/new" params={params}>
        Freeze another snapshot
      </Link>
    );
  }
  if (code !== 'VERSION_PREPARING' && /^config\.(base|reward|reference)VersionId$/.test(path)) {
    return (
      <Link to="/p/$project/models" params={params}>
        To the models
      </Link>
    );
  }
  return null;
}
