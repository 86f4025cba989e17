import { expect, test } from 'vitest';
import { parsePasswd } from './service-user.ts';

test('accounts are read from passwd, but none whose number cannot be asked for', () => {
  const users = parsePasswd(
    'root:x:0:0:root:/root:/bin/bash\n# a comment\nnobody:*:-2:-2::/var/empty:/usr/bin/false\n' +
      'postgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n',
  );
  expect([...users.keys()]).toEqual(['root', 'postgres']);
  expect(users.get('postgres')).toEqual({ name: 'postgres', uid: 101, gid: 104 });
});
