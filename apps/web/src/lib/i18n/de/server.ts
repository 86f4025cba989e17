import type { ServerTexts } from '../server-texts.ts';

export const server: ServerTexts = {
  problems: {
    BAD_REQUEST: { what: 'Anfrage nicht verstanden', why: 'Der Server konnte die Anfrage nicht lesen.' },
    VALIDATION_FAILED: { what: 'Eingabe nicht gültig', why: 'Der Server hat eine Angabe nicht angenommen.' },
    TOO_LARGE: { what: 'Zu groß', why: 'Das ist mehr, als der Server auf einmal annimmt.' },
    AUTH_REQUIRED: { what: 'Anmeldung nötig', why: 'Dafür ist eine Anmeldung nötig.' },
    LOGIN_FAILED: { what: 'Anmeldung fehlgeschlagen', why: 'E-Mail-Adresse oder Passwort ist falsch.' },
    PASSWORD_REFUSED: { what: 'Passwort abgelehnt', why: 'Dieses Passwort ist zu leicht zu erraten.' },
    PASSWORD_WRONG: { what: 'Passwort falsch', why: 'Das jetzige Passwort ist falsch.' },
    FORBIDDEN: { what: 'Nicht erlaubt', why: 'Dafür fehlt diesem Konto das Recht.' },
    SETUP_DONE: { what: 'Schon eingerichtet', why: 'Dieser Server hat schon einen Admin.' },
    LINK_INVALID: { what: 'Link ungültig', why: 'Der Link ist benutzt, zurückgezogen oder zu alt.' },
    RATE_LIMITED: {
      what: 'Zu viele Versuche',
      why: 'Das waren zu viele Versuche in kurzer Zeit. Nach einigen Minuten geht es wieder.',
    },
    NOT_FOUND: { what: 'Nicht gefunden', why: 'Das gibt es nicht, oder es gehört anderen.' },
    CONFLICT: { what: 'Nicht mehr aktuell', why: 'Der Stand hat sich inzwischen geändert.' },
    PROJECT_ARCHIVED: {
      what: 'Projekt archiviert',
      why: 'Dieses Projekt ist archiviert und kann nur gelesen werden. Ein Lead kann es wieder öffnen.',
    },
    TASK_STATE: {
      what: 'Zurzeit nicht möglich',
      why: 'In diesem Zustand geht das nicht. Bitte dem Lead Bescheid geben.',
    },
    LEASE_UNKNOWN: {
      what: 'Aufgabe unbekannt',
      why: 'Diese Aufgabe ist diesem Konto nicht zugeteilt. Gespeichert wurde nichts; bitte die Seite neu laden.',
    },
    RATING_ID_TAKEN: {
      what: 'Kennung vergeben',
      why: 'Der Server hat jede Kennung für diese Bewertung abgelehnt.',
    },
    RATING_OFF_FORM: {
      what: 'Passt nicht zum Formular',
      why: 'Die Bewertung passt nicht zum Bewertungsformular. Gespeichert wurde nichts; bitte neu bewerten.',
    },
    GUIDELINE_UNKNOWN: {
      what: 'Version unbekannt',
      why: 'Diese Version der Richtlinien gibt es nicht. Gespeichert wurde nichts; bitte die Seite neu laden.',
    },
    NOTHING_TO_RATE: { what: 'Nichts zu bewerten', why: 'Es gibt gerade nichts zu bewerten.' },
    OVERLOADED: { what: 'Server ausgelastet', why: 'Der Server hat gerade zu viel zu tun.' },
    UNAVAILABLE: { what: 'Nicht erreichbar', why: 'Der Server ist gerade nicht erreichbar.' },
    INTERNAL: {
      what: 'Fehler auf dem Server',
      why: 'Auf dem Server ist etwas fehlgeschlagen. Sein Protokoll nennt die Ursache unter dieser Anfrage-ID.',
    },
  },
  reasons: {
    'no-batch':
      'Zurzeit ist nichts zum Bewerten freigegeben. Aufgaben erscheinen hier, sobald ein Lead einen Batch freigibt.',
    'all-done':
      'Alles Freigegebene ist bewertet. Neue Aufgaben kommen, wenn ein Lead den nächsten Batch freigibt.',
    'with-others': 'Die letzten Aufgaben liegen gerade bei anderen.',
    'nothing-for-you':
      'Alles, was hier möglich war, ist bewertet oder übersprungen. Der Rest ist für andere.',
    'for-other-people':
      'Es sind Aufgaben offen, aber für andere: für Leute, die ein Lead gewählt hat oder die eine gefragte Fähigkeit oder Sprache haben. Ein Lead kann mehr sagen und es ändern.',
    'enough-of-it':
      'Von dieser Arbeit sind so viele Aufgaben bewertet, wie eine Person darf. Der Rest ist für andere.',
    'day-done':
      'Für heute sind so viele Aufgaben bewertet, wie an einem Tag vorgesehen sind. Ein Tag beginnt um Mitternacht UTC.',
    'paused-by-lead': 'Der Lead hat das Bewerten angehalten und kann sagen, wie es weitergeht.',
    'paused-by-checks':
      'Das Bewerten ist angehalten: Zu viele der Prüfungen, die unter den Paaren versteckt sind, stimmten nicht mit dem überein, was über sie bekannt ist. Die Bewertungen bleiben erhalten. Bitte die Richtlinien noch einmal lesen und mit dem Lead sprechen; er kann das Bewerten wieder freigeben.',
    'to-qualify':
      'Vor dem ersten Paar steht eine Qualifikation: Paare, deren richtige Antwort bekannt ist und von denen genug richtig zu beantworten sind.',
    'not-qualified':
      'Die Qualifikation dieses Projekts ist nicht bestanden, und kein Versuch ist übrig. Der Lead kann einen weiteren geben.',
  },
  pausedWith: 'Der Lead hat das Bewerten angehalten: {{note}}',
};
