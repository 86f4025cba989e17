import { ButtonLink } from '../components/button-link.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** For addresses that lead nowhere, and for projects that do not exist or are somebody else's. */
export function PageMissing() {
  return (
    <>
      <title>Not found · Prefloop</title>
      <EmptyState
        title="There is nothing at this address"
        action={<ButtonLink to="/">Go to the start</ButtonLink>}
      >
        It may have been mistyped or removed, or you are not a member of the project it belongs to.
      </EmptyState>
    </>
  );
}
