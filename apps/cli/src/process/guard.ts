import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

export interface Guard {
  /** The guarded process ended in order: the guard goes without touching anything. */
  release(): void;
}

/**
 * The guard holds the read end of a pipe whose only write end is in this process. However this process ends,
 * SIGKILL included, the pipe closes and the guard ends what it was given.
 */
const script = `
trap '' INT TERM HUP QUIT
read -r word
[ "$word" = release ] && exit 0
kill -s "$2" -- "$1" 2>/dev/null
left=$3
while [ "$left" -gt 0 ] && kill -0 -- "$1" 2>/dev/null; do sleep 1; left=$((left - 1)); done
kill -s KILL -- "$4" 2>/dev/null
exit 0
`;

/**
 * Makes a process die when this one does: the signal, the grace, then SIGKILL. With `group` that last one goes to
 * its whole process group, so that nothing it started stays.
 */
export function guardProcess(
  pid: number,
  options: { signal: 'INT' | 'TERM' | 'KILL'; graceSeconds: number; group?: boolean },
): Guard {
  const last = options.group ? -pid : pid;
  const guard = spawn(
    '/bin/sh',
    [
      '-c',
      script,
      'prefloop-guard',
      ...[pid, options.signal, options.graceSeconds, last].map((value) => String(value)),
    ],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' },
  );
  // Neither the guard nor its pipe may keep this process running.
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  guard.stdin.on('error', () => {
    // The guard is gone already: nothing is left to release.
  });
  return { release: () => guard.stdin.end('release\n') };
}
