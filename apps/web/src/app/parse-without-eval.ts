import { config } from 'zod/mini';

// Zod would try out `new Function` to see whether it may compile its schemas. The content policy forbids that, and
// every attempt is reported as a breach of it. Before any schema is made: the first import of the app.
config({ jitless: true });
