import type { english } from '../en/index.ts';
import type { Translation } from '../translation.ts';

export const errors: Translation<typeof english.errors> = {
  failed: 'Die Anfrage ist fehlgeschlagen',
  silent: {
    what: 'Der Server antwortet nicht',
    offline: 'Keine Verbindung',
    why: 'Auf die Anfrage kam keine Antwort; was aus ihr wurde, ist nicht bekannt.',
    next: 'Verbindung prüfen, dann erneut versuchen. Alles Eingegebene ist noch da.',
  },
  broken: {
    what: 'Auf dieser Seite ist etwas schiefgegangen',
    next: 'Seite neu laden. Wenn es wiederkommt, bitte mit diesem Text melden.',
  },
  next: {
    signIn: 'Erneut anmelden; die Seite bleibt, wie sie ist.',
    askLead: 'Einen Lead dieses Projekts um das Recht bitten oder zurückgehen.',
    checkAddress: 'Adresse prüfen oder zurückgehen.',
    reload: 'Seite neu laden, um den jetzigen Stand zu sehen, dann wiederholen.',
    newLink: 'Um einen neuen Link bitten.',
    less: 'Weniger auf einmal senden.',
    aMinute: 'Eine Minute warten, dann erneut versuchen.',
    seconds: 'Ein paar Sekunden warten, dann erneut versuchen.',
    report: 'Erneut versuchen. Wenn es wiederkommt, die Anfrage-ID an den Betrieb dieses Servers geben.',
    correct: 'Das oben Genannte berichtigen und erneut versuchen.',
  },
};
