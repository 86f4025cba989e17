/** What went wrong, as far as the page itself can tell; what the server says stands in its own words. */
export const errors = {
  failed: 'The request failed',
  silent: {
    what: 'The server does not answer',
    offline: 'You are offline',
    why: 'The request got no answer, so nothing is known about what became of it.',
    next: 'Check the connection, then try again. What you typed is still here.',
  },
  broken: {
    what: 'Something went wrong on this page',
    next: 'Load the page again. If it comes back, report it with this text.',
  },
  next: {
    signIn: 'Sign in again; the page stays as it is.',
    askLead: 'Ask a lead of this project for the right, or go back.',
    checkAddress: 'Check the address, or go back to where you came from.',
    reload: 'Load the page again to see how it stands now, then repeat what you did.',
    newLink: 'Ask for a new link.',
    less: 'Send less at once.',
    aMinute: 'Wait a minute, then try again.',
    seconds: 'Wait a few seconds, then try again.',
    report: 'Try again. If it comes back, give the request id to who runs this server.',
    correct: 'Correct what is named above and try again.',
  },
} as const;
