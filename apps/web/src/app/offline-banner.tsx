import { useNetwork } from '@mantine/hooks';
import classes from './banner.module.css';

/** Says that what stands below may be old. A rating waits on its own and needs no warning. */
export function OfflineBanner() {
  const { online } = useNetwork();
  return (
    <div role="status">
      {online ? null : (
        <p className={classes.banner}>
          You are offline. What you see may be old; changes cannot be saved until the connection is back.
        </p>
      )}
    </div>
  );
}
