import type { english } from '../en/index.ts';
import type { Translation } from '../translation.ts';

export const session: Translation<typeof english.session> = {
  signIn: {
    title: 'Anmelden',
    note: 'Noch kein Konto? Ein Lead oder Admin kann einen Einladungslink ausstellen.',
    lost: 'Passwort verloren? Ein Admin kann einen Link ausstellen, der ein neues setzt.',
    submit: 'Anmelden',
    noAdmin: 'Dieser Server hat noch keinen Admin',
    noAdminWhy:
      'Bitte den Einmal-Link öffnen, der beim Start des Servers ausgegeben wurde. Ist er nicht mehr zu sehen, den Server neu starten: Er gibt einen neuen aus.',
  },
  fields: {
    name: 'Name',
    nameMissing: 'Bitte den Namen eingeben, den andere sehen sollen',
    email: 'E-Mail',
    emailBound: 'Die Einladung gilt für diese Adresse.',
    emailMissing: 'Bitte die E-Mail-Adresse des Kontos eingeben',
    emailOdd: 'Bitte eine E-Mail-Adresse eingeben, etwa ada@example.org',
    password: 'Passwort',
    passwordMissing: 'Bitte das Passwort eingeben',
    newPassword: 'Neues Passwort',
    passwordHint:
      'Mindestens {{min}} Zeichen. Vier beliebige Wörter sind leicht zu merken und schwer zu erraten.',
    account: 'Konto',
  },
  password: {
    'too-short': 'Mindestens {{min}} Zeichen sind nötig.',
    'too-long': 'Höchstens {{max}} Zeichen sind möglich.',
    'own-name': 'Der eigene Name oder die eigene E-Mail-Adresse taugt nicht als Passwort.',
    common:
      'Dieses Passwort wird mit als Erstes ausprobiert. Besser ist ein anderes, etwa vier beliebige Wörter.',
  },
  over: {
    title: 'Die Sitzung ist beendet',
    why: 'Zum Weitermachen bitte erneut anmelden. Die Seite bleibt, wie sie ist, mit allem Eingegebenen.',
    somebodyElse: 'Mit einem anderen Konto anmelden',
  },
  invitation: {
    title: 'Einladung',
    reading: 'Einladung wird gelesen',
    joinProject: '{{project}} beitreten',
    joinServer: 'Diesem Server beitreten',
    note: '{{who}} lädt {{email}} als {{role}} ein.',
    anAdmin: 'Ein Admin',
    makeAndJoin: 'Konto anlegen und beitreten',
    other: 'Angemeldet ist {{mine}}. Zum Annehmen bitte als {{email}} anmelden.',
    known: 'Diese Adresse hat schon ein Konto: zum Annehmen bitte damit anmelden.',
    join: 'Beitreten',
  },
  reset: {
    title: 'Neues Passwort setzen',
    checking: 'Link wird geprüft',
    note: 'Das Speichern meldet hier an und beendet jede andere Sitzung dieses Kontos.',
    submit: 'Passwort speichern',
  },
  setup: {
    title: 'Das erste Konto anlegen',
    note: 'Es ist der Admin dieses Servers: Es legt Projekte an und lädt andere ein.',
    submit: 'Konto anlegen',
  },
  brokenLink: {
    title: 'Dieser Link funktioniert nicht',
    why: 'Er kann schon benutzt, zurückgezogen oder zu alt sein, oder beim Kopieren ging ein Teil verloren.',
    askInviter: 'Wer eingeladen hat, kann einen neuen ausstellen.',
    askAdmin: 'Ein Admin kann einen neuen ausstellen.',
    restart: 'Den Server neu starten: Er gibt einen neuen Link aus, solange es keinen Admin gibt.',
    action: 'Zur Anmeldung',
  },
};
