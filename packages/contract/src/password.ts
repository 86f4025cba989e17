export const passwordLength = { min: 10, max: 128 } as const;

/** What common passwords of ten and more characters are made of, once digits and signs are taken off. */
const commonWords = new Set(
  `password passwort motdepasse contrasena wachtwoord passphrase secret geheim letmein letmeinplease welcome
  welcomehome willkommen bienvenue admin administrator superadmin sysadmin superuser root toor test testing tester
  changeme changemenow changeit default guest user username login master monkey dragon football baseball basketball
  princess sunshine iloveyou iloveu iloveyousomuch trustno one whatever starwars superman batman spiderman pokemon
  liverpool chelsea arsenal barcelona manchester charlie jordan michael jennifer jessica computer internet samsung
  google facebook microsoft qazwsx qazwsxedc qwertyuiop asdfghjkl zxcvbnm asdfgh qwerty qwertz azerty onetwothree
  abracadabra hello helloworld goodmorning summer winter spring autumn january december monday friday london
  correcthorsebatterystaple prefloop annotator labeling`
    .split(/\s+/)
    .filter(Boolean),
);

const walks = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgb',
];
const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

function isWalk(text: string): boolean {
  return walks.some((walk) => walk.includes(text) || [...walk].reverse().join('').includes(text));
}

/** One short piece again and again: `aaaaaaaaaa`, `abcabcabcabc`. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4].some(
    (size) =>
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length),
  );
}

function isCommon(lower: string): boolean {
  const core = lower.replace(/[^a-z@$]+$/, '').replace(/[\s._-]/g, '');
  const plain = [...core].map((sign) => lookalikes[sign] ?? sign).join('');
  const bare = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const half = bare.slice(0, bare.length / 2);
  return commonWords.has(bare) || (bare === half + half && commonWords.has(half));
}

/** Why a password is refused. */
export type PasswordFault = 'too-short' | 'too-long' | 'own-name' | 'common';

/**
 * What is wrong with a password; null when it is good. There is no rule about kinds of characters: length and being hard
 * to guess are what counts (OWASP ASVS 5.0, 6.2).
 */
export function passwordFault(
  password: string,
  owner: { email: string; name: string },
): PasswordFault | null {
  if (password.length < passwordLength.min) return 'too-short';
  if (password.length > passwordLength.max) return 'too-long';
  const lower = password.toLowerCase();
  const [mailbox = ''] = owner.email.toLowerCase().split('@');
  const name = owner.name.toLowerCase().replace(/\s+/g, '');
  const bare = lower.replace(/[^\p{L}]+$/u, '').replace(/\s+/g, '');
  if (lower.includes(owner.email.toLowerCase()) || lower === mailbox || bare === mailbox || bare === name) {
    return 'own-name';
  }
  const stem = lower.replace(/[^a-z0-9]/g, '');
  if (isRepetition(lower) || (stem !== '' && isWalk(stem)) || isCommon(lower)) return 'common';
  return null;
}

const sentences: Record<PasswordFault, string> = {
  'too-short': `Use at least ${passwordLength.min} characters.`,
  'too-long': `Use at most ${passwordLength.max} characters.`,
  'own-name': 'Do not use your own name or e-mail address as the password.',
  common: 'This password is among the first that are tried. Choose another, such as four unrelated words.',
};

/** The same as a sentence in English. */
export function passwordProblem(password: string, owner: { email: string; name: string }): string | null {
  const fault = passwordFault(password, owner);
  return fault && sentences[fault];
}
